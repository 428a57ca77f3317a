namespace Ldap.Tests.Faults;

/// <summary>Tests that count what the process holds: while no other test runs, for those hold something too.</summary>
[CollectionDefinition(nameof(Counted), DisableParallelization = true)]
public sealed class Counted;
