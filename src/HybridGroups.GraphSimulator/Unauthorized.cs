namespace HybridGroups.GraphSimulator;

/// <summary>Graph's answer to a call without a token. As the simulator issues none yet, the answer to every call.</summary>
internal static class Unauthorized
{
    public static IResult Answer(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer realm=\"\"";
        return Results.Json(
            new { error = new { code = "InvalidAuthenticationToken", message = "Access token is empty." } },
            statusCode: StatusCodes.Status401Unauthorized);
    }
}
