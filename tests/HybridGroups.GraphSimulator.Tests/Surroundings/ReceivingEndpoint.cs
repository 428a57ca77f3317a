using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HybridGroups.GraphSimulator.Tests.Surroundings;

/// <summary>A subscriber that answers the handshake and keeps what it gets.</summary>
internal sealed class ReceivingEndpoint : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<JsonElement> received = new();

    private ReceivingEndpoint(WebApplication app) => this.app = app;

    public string Url => app.Urls.First() + "/notify";

    public ConcurrentQueue<string> Tokens { get; } = new();

    public static async Task<ReceivingEndpoint> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var made = builder.Build();
        var endpoint = new ReceivingEndpoint(made);
        made.MapPost("/notify", async (HttpRequest request) =>
        {
            if (request.Query.TryGetValue("validationToken", out var token))
            {
                endpoint.Tokens.Enqueue(token.ToString());
                return Results.Text(token.ToString(), "text/plain");
            }

            endpoint.received.Enqueue(await JsonSerializer.DeserializeAsync<JsonElement>(request.Body, cancellationToken: request.HttpContext.RequestAborted));
            return Results.StatusCode(202);
        });
        await made.StartAsync(TestContext.Current.CancellationToken);
        return endpoint;
    }

    /// <summary>The first body whose first notification has that property.</summary>
    public async Task<JsonElement> ReceivedAsync(string property)
    {
        for (var i = 0; i < 100; i++)
        {
            foreach (var body in received)
            {
                if (body.GetProperty("value")[0].TryGetProperty(property, out _)) return body;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"No notification with {property} came.");
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
