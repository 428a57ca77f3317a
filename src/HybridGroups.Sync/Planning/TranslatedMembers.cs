namespace HybridGroups.Sync.Planning;

/// <summary>The members of a group of the one directory, as members for the other.</summary>
/// <param name="Members">Those who are known there.</param>
/// <param name="Unmatched">How many are not.</param>
/// <param name="Doubtful">Who there might be one of them. Nobody of these is removed: that would be a guess.</param>
internal sealed record TranslatedMembers(HashSet<PlannedMember> Members, int Unmatched, IReadOnlySet<Guid> Doubtful);
