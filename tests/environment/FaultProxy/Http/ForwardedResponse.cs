using Microsoft.AspNetCore.Http;

namespace FaultProxy.Http;

/// <summary>The server's response, streamed to the client chunk by chunk: a watch must not wait for its end.</summary>
internal static class ForwardedResponse
{
    private static readonly HashSet<string> OfOneConnection = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Transfer-Encoding", "Upgrade",
    };

    public static async Task CopyAsync(HttpResponseMessage response, HttpContext context, HttpFault? fault, TimeProvider time)
    {
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
        {
            if (!OfOneConnection.Contains(name))
            {
                context.Response.Headers[name] = values.ToArray();
            }
        }

        var allowed = fault switch
        {
            HttpFault.CutBody cut => cut.AfterBytes,
            HttpFault.StallBody stall => stall.AfterBytes,
            _ => long.MaxValue,
        };
        await context.Response.StartAsync(context.RequestAborted);
        var body = await response.Content.ReadAsStreamAsync(context.RequestAborted);
        var buffer = new byte[32 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, context.RequestAborted)) > 0)
        {
            var passed = (int)Math.Min(read, allowed);
            await context.Response.Body.WriteAsync(buffer.AsMemory(0, passed), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            allowed -= passed;
            if (allowed > 0)
            {
                continue;
            }

            if (fault is HttpFault.StallBody)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, time, context.RequestAborted);
            }

            context.Abort();
            return;
        }
    }
}
