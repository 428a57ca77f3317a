var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.UseKestrelHttpsConfiguration();

var app = builder.Build();
app.MapGet("/health", () => "ok");
await app.RunAsync();
