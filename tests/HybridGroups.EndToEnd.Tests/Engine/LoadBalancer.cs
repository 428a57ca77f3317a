using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HybridGroups.EndToEnd.Tests.Engine;

/// <summary>What stands before the replicas: it hands each request to one of them, and nobody can say which.</summary>
internal sealed class LoadBalancer : IAsyncDisposable
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly WebApplication application;
    private volatile string? target;

    private LoadBalancer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        application = builder.Build();
        application.Run(ForwardAsync);
    }

    public Uri Url => new(application.Urls.First());

    public static async Task<LoadBalancer> StartAsync()
    {
        var started = new LoadBalancer();
        await started.application.StartAsync(Company.Cancellation);
        return started;
    }

    public void SendTo(string address) => target = address;

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        http.Dispose();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        if (target is not { } address)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        using var body = new StreamContent(context.Request.Body);
        using var answer = await http.PostAsync(new Uri($"http://{address}{context.Request.Path}{context.Request.QueryString}"), body, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
