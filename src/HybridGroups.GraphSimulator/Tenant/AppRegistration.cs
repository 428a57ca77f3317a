namespace HybridGroups.GraphSimulator.Tenant;

/// <summary>An application that may ask for tokens: its credentials and what it has been granted.</summary>
public sealed class AppRegistration
{
    public required string ClientId { get; init; }

    public string? Secret { get; init; }

    /// <summary>DER of the certificates whose keys may sign assertions.</summary>
    public IList<byte[]> Certificates { get; } = [];

    /// <summary>Federated credentials: issuer, subject, audience.</summary>
    public IList<(string Issuer, string Subject, string Audience)> Federations { get; } = [];

    public ISet<string> Roles { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    public override string ToString() => ClientId;
}
