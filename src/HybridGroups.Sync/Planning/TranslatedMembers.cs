using HybridGroups.Sync.Model;

namespace HybridGroups.Sync.Planning;

/// <summary>The members of a group of the one directory, as members for the other.</summary>
/// <param name="Members">Those who are known there.</param>
/// <param name="Unmatched">How many are not.</param>
/// <param name="Doubts">The shared keys because of which some of them are not.</param>
internal sealed record TranslatedMembers(HashSet<PlannedMember> Members, int Unmatched, IReadOnlySet<AmbiguousMatch> Doubts)
{
    /// <summary>A set for <see cref="Doubts"/>: each is one of its kind, and comparing what is in them would take long.</summary>
    public static HashSet<AmbiguousMatch> NoDoubts() => new(ReferenceEqualityComparer.Instance);

    /// <summary>Somebody there might be one of those who are not known. He is not removed: that would be a guess.</summary>
    public bool MayMean(Guid member, PersonPairs people) => Doubts.Count > 0 && people.DoubtsAbout(member).Any(Doubts.Contains);
}
