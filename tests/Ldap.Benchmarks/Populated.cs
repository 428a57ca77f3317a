namespace Ldap.Benchmarks;

internal sealed record Populated(
    DistinguishedName Root,
    DistinguishedName Container,
    IReadOnlyList<DistinguishedName> Users,
    IReadOnlyList<Guid> UserIds,
    int LargeGroup);
