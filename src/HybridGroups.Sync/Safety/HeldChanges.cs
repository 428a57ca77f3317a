using System.Security.Cryptography;
using System.Text;
using HybridGroups.Sync.Planning;

namespace HybridGroups.Sync.Safety;

/// <summary>Changes above the limits. Their hash stands for exactly them; what is not held does not change it.</summary>
public sealed record HeldChanges(IReadOnlyList<PlannedChange> Changes, IReadOnlyList<string> Reasons)
{
    private const int HashLength = 16;

    /// <summary>The limits that they are above.</summary>
    public IReadOnlySet<GuardLimit> Exceeded { get; init; } = new HashSet<GuardLimit>();

    public string Hash => HashOf(Keys);

    public IReadOnlySet<string> Keys => Changes.SelectMany(change => change.Keys).ToHashSet(StringComparer.Ordinal);

    /// <summary>How many single things wait.</summary>
    public int Count => Changes.Sum(change => change.Count);

    public int DeletedGroups => Changes.Count(change => change is PlannedChange.DeleteCloudGroup or PlannedChange.DeleteOnPremisesGroup or PlannedChange.QuarantineOnPremisesGroup);

    public int RemovedMembers =>
        Changes.OfType<PlannedChange.RemoveMembers>().Sum(change => change.Members.Count) + Changes.OfType<PlannedChange.ReplaceMembersByRule>().Sum(change => change.Members.Count);

    public int AddedMembers => Changes.OfType<PlannedChange.AddMembers>().Sum(change => change.Members.Count);

    public static string HashOf(IEnumerable<string> keys) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', keys.Order(StringComparer.Ordinal)))))[..HashLength];
}
