namespace HybridGroups.Sync.Tests.Directories;

/// <summary>Somebody who is in both directories.</summary>
internal sealed record Person(Guid OnPremises, Guid Cloud);
