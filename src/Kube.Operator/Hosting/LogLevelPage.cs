using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kube.Operator.Hosting;

/// <summary>GET says from which level on is logged; PUT with the level as its body changes it, with ?minutes= for so long.</summary>
internal static class LogLevelPage
{
    private const string Usage = "PUT one of Trace, Debug, Information, Warning, Error or Critical as the body, with ?minutes= when it is to end by itself\n";
    private const int LongestBody = 32;

    public static async Task AnswerAsync(HttpContext context, LogLevelSwitch logLevel)
    {
        if (HttpMethods.IsPut(context.Request.Method))
        {
            if (await ReadAsync(context) is not var (level, during))
            {
                await DiagnosticsServer.WriteAsync(context, StatusCodes.Status400BadRequest, "text/plain", Usage);
                return;
            }

            logLevel.Set(level, during);
        }
        else if (!HttpMethods.IsGet(context.Request.Method))
        {
            await DiagnosticsServer.WriteAsync(context, StatusCodes.Status405MethodNotAllowed, "text/plain", Usage);
            return;
        }

        await DiagnosticsServer.WriteAsync(context, StatusCodes.Status200OK, "text/plain", logLevel + "\n");
    }

    private static async Task<(LogLevel Level, TimeSpan? During)?> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength is not <= LongestBody) return null;
        using var reader = new StreamReader(context.Request.Body);
        var text = (await reader.ReadToEndAsync(context.RequestAborted)).Trim();
        // A number is a level for the parser too, and a slip for everybody else.
        if (!Enum.TryParse<LogLevel>(text, ignoreCase: true, out var level) || char.IsDigit(text[0]) || level == LogLevel.None) return null;
        var minutes = (string?)context.Request.Query["minutes"];
        if (minutes is null) return (level, null);
        return int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? (level, TimeSpan.FromMinutes(count)) : null;
    }
}
