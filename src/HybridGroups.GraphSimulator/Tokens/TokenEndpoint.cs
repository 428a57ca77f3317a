using System.Globalization;
using HybridGroups.GraphSimulator.Hosting;

namespace HybridGroups.GraphSimulator.Tokens;

/// <summary>The login host's routes and the metadata service's, on the same port as Graph.</summary>
internal sealed class TokenEndpoint(SimulatorCore core)
{
    private static readonly string[] ResponseTypes = ["code", "token"];
    private static readonly string[] SubjectTypes = ["pairwise"];
    private static readonly string[] Algorithms = ["RS256"];

    public void Map(WebApplication app)
    {
        app.MapPost("/{tenant}/oauth2/v2.0/token", TokenAsync);
        app.MapGet("/metadata/identity/oauth2/token", Metadata);
        app.MapGet("/{tenant}/v2.0/.well-known/openid-configuration", (string tenant, HttpContext context) =>
        {
            var root = SimulatorCore.RootOf(context.Request);
            return Results.Json(new
            {
                token_endpoint = $"{root}/{tenant}/oauth2/v2.0/token",
                authorization_endpoint = $"{root}/{tenant}/oauth2/v2.0/authorize",
                issuer = $"{root}/{tenant}/v2.0",
                jwks_uri = $"{root}/{tenant}/discovery/v2.0/keys",
                response_types_supported = ResponseTypes,
                subject_types_supported = SubjectTypes,
                id_token_signing_alg_values_supported = Algorithms,
                tenant_region_scope = "EU",
                cloud_instance_name = new Uri(root).Authority,
            });
        });
    }

    private async Task<IResult> TokenAsync(string tenant, HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var values = form.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);
        ReadBasic(context, values);
        var root = SimulatorCore.RootOf(context.Request);
        lock (core.Gate)
        {
            var now = core.Clock.GetUtcNow();
            if (core.Faults.Strikes(core.Faults.Settings.TokenEndpointFaultShare, "token", core.Faults.NextDraw()))
                return Error(new TokenFailure(503, "temporarily_unavailable", 90033, "A transient error has occurred. Please try again."), now);
            try
            {
                var token = core.Tokens.Issue(tenant, root, values);
                var seconds = (int)core.Faults.Settings.TokenLifetime.TotalSeconds;
                return Results.Json(new { token_type = "Bearer", expires_in = seconds, ext_expires_in = seconds, access_token = token });
            }
            catch (TokenFailure failure)
            {
                return Error(failure, now);
            }
        }
    }

    // All values of this service are strings.
    private IResult Metadata(HttpContext context)
    {
        if (context.Request.Headers["Metadata"] != "true")
            return Results.Json(new { error = "invalid_request", error_description = "Required metadata header not specified" }, statusCode: 400);
        var resource = context.Request.Query["resource"].ToString().TrimEnd('/');
        lock (core.Gate)
        {
            try
            {
                var token = core.Tokens.IssueForManagedIdentity(context.Request.Query["client_id"].ToString(), resource);
                var now = core.Clock.GetUtcNow();
                var life = core.Faults.Settings.TokenLifetime;
                return Results.Json(new
                {
                    access_token = token,
                    refresh_token = "",
                    expires_in = ((int)life.TotalSeconds).ToString(CultureInfo.InvariantCulture),
                    expires_on = (now + life).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                    not_before = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                    resource,
                    token_type = "Bearer",
                });
            }
            catch (TokenFailure failure)
            {
                return Results.Json(new { error = failure.Error, error_description = failure.Message }, statusCode: failure.Status);
            }
        }
    }

    private static void ReadBasic(HttpContext context, Dictionary<string, string> values)
    {
        const string Scheme = "Basic ";
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return;
        var parts = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(header[Scheme.Length..])).Split(':', 2);
        values.TryAdd("client_id", Uri.UnescapeDataString(parts[0]));
        values.TryAdd("client_secret", Uri.UnescapeDataString(parts.Length > 1 ? parts[1] : ""));
    }

    private static IResult Error(TokenFailure failure, DateTimeOffset now)
    {
        var trace = Guid.NewGuid();
        var correlation = Guid.NewGuid();
        var timestamp = now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ssZ", CultureInfo.InvariantCulture);
        var body = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["error"] = failure.Error,
            ["error_description"] = $"AADSTS{failure.Code}: {failure.Message} Trace ID: {trace:D} Correlation ID: {correlation:D} Timestamp: {timestamp}",
            ["error_codes"] = new[] { failure.Code },
            ["timestamp"] = timestamp,
            ["trace_id"] = trace.ToString("D"),
            ["correlation_id"] = correlation.ToString("D"),
        };
        if (failure.HasUri)
            body["error_uri"] = $"https://login.microsoftonline.com/error?code={failure.Code}";
        return Results.Json(body, statusCode: failure.Status);
    }
}
