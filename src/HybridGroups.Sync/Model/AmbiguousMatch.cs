namespace HybridGroups.Sync.Model;

/// <summary>People of both directories who share a key by which they would be matched, so that nobody can say who is who.</summary>
/// <param name="Key">What they share the value of.</param>
/// <param name="Value">What they share.</param>
/// <param name="OnPremises">Those of Active Directory.</param>
/// <param name="Cloud">Those of Entra.</param>
public sealed record AmbiguousMatch(string Key, string Value, IReadOnlyList<Guid> OnPremises, IReadOnlyList<Guid> Cloud);
