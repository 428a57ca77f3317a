using HybridGroups.GraphSimulator;

var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.UseKestrelHttpsConfiguration();

var app = builder.Build();
app.MapGet("/health", () => "ok");
app.MapFallback("/v1.0/{**path}", Unauthorized.Answer);
app.MapFallback("/beta/{**path}", Unauthorized.Answer);
await app.RunAsync();
