namespace Ldap;

/// <summary>What the server answers at the end of an operation.</summary>
public sealed record LdapResult(LdapResultCode Code, string MatchedName, string DiagnosticMessage)
{
    public IReadOnlyList<string> Referrals { get; init; } = [];

    public IReadOnlyList<LdapControl> Controls { get; init; } = [];

    internal ReadOnlyMemory<byte>? ServerCredentials { get; init; }

    internal string? ResponseName { get; init; }

    public LdapControl? FindControl(string oid) => Controls.FirstOrDefault(control => control.Oid == oid);
}
