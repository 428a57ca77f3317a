namespace HybridGroups.GraphSimulator.Tokens;

/// <summary>Who an access token speaks for, and the application permissions in it.</summary>
internal sealed record Caller(string AppId, IReadOnlySet<string> Roles)
{
    /// <summary>Requests made with this token.</summary>
    public int Uses { get; set; }

    public bool HasAny(params ReadOnlySpan<string> roles)
    {
        foreach (var role in roles)
        {
            if (Roles.Contains(role))
                return true;
        }

        return false;
    }
}
