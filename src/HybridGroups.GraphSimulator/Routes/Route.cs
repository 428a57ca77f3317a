using HybridGroups.GraphSimulator.Protocol;

namespace HybridGroups.GraphSimulator.Routes;

/// <summary>A method, a path with holes, the permissions that open it and what it does.</summary>
internal sealed class Route
{
    private readonly string[] pattern;

    public Route(string method, string path, string[] permissions, Func<RouteContext, GraphResponse> handle)
    {
        Method = method;
        pattern = path.Split('/');
        Permissions = permissions;
        Handle = handle;
    }

    public string Method { get; }

    public string[] Permissions { get; }

    public Func<RouteContext, GraphResponse> Handle { get; }

    public bool BetaOnly { get; init; }

    /// <summary>Matches without regard to case; literal segments win because they are registered first.</summary>
    public string[]? Match(string[] segments)
    {
        if (segments.Length != pattern.Length)
            return null;
        List<string>? values = null;
        for (var i = 0; i < segments.Length; i++)
        {
            if (pattern[i] == "*")
                (values ??= []).Add(segments[i]);
            else if (!pattern[i].Equals(segments[i], StringComparison.OrdinalIgnoreCase))
                return null;
        }

        return values is null ? [] : [.. values];
    }
}
