using System.Net;
using System.Text.Json.Nodes;
using Kube.Client.Config;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kube.Operator.Tests.Surroundings;

/// <summary>For what the API server at hand is too old to store: answers by script, and keeps what it was sent.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private ScriptedServer(Func<string, string, JsonNode?, JsonNode> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _application = builder.Build();
        _application.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var text = await reader.ReadToEndAsync(context.RequestAborted);
            Bodies.Add(text);
            context.Response.ContentType = "application/json";
            var body = text.Length == 0 ? null : JsonNode.Parse(text);
            await context.Response.WriteAsync(answer(context.Request.Method, context.Request.Path + context.Request.QueryString, body).ToJsonString(), context.RequestAborted);
        });
    }

    public List<string> Bodies { get; } = [];

    public ClusterAccess Access => new() { Server = new Uri(_application.Urls.First()) };

    public static async Task<ScriptedServer> StartAsync(Func<string, string, JsonNode?, JsonNode> answer)
    {
        var server = new ScriptedServer(answer);
        await server._application.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
