using HybridGroups.Entra.Notifications;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HybridGroups.Entra.Tests.Surroundings;

/// <summary>Where change notifications arrive, as whoever hosts the operator has it.</summary>
internal sealed class NotificationEndpoint : IAsyncDisposable
{
    private readonly WebApplication app;

    private NotificationEndpoint(WebApplication app) => this.app = app;

    public Uri Url => new(app.Urls.First() + "/graph");

    public static async Task<NotificationEndpoint> StartAsync(Func<ChangeSubscriptions> wakeups)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var made = builder.Build();
        made.MapPost("/graph", async (HttpRequest request) =>
        {
            using var memory = new MemoryStream();
            await request.Body.CopyToAsync(memory, request.HttpContext.RequestAborted);
            // Who is not there yet answers nothing, not even the handshake.
            var target = wakeups();
            if (request.Query.TryGetValue("validationToken", out var token)) return Results.Text(token.ToString(), "text/plain");
            target.Receive(memory.ToArray());
            return Results.StatusCode(StatusCodes.Status202Accepted);
        });
        await made.StartAsync(TestContext.Current.CancellationToken);
        return new NotificationEndpoint(made);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
