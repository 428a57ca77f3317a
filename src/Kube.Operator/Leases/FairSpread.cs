using System.Security.Cryptography;
using System.Text;

namespace Kube.Operator.Leases;

/// <summary>
/// Which replica has which shard: the same answer on every replica that knows the same members and shards, no member has more
/// than its fair share, and few shards move when members come and go.
/// </summary>
public static class FairSpread
{
    /// <summary>The member of each shard; nothing when there is no member.</summary>
    public static IReadOnlyDictionary<string, string> Assign(IEnumerable<string> shards, IReadOnlyCollection<string> members)
    {
        var assigned = new Dictionary<string, string>(StringComparer.Ordinal);
        if (members.Count == 0)
        {
            return assigned;
        }

        var sorted = shards.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var share = (sorted.Length + members.Count - 1) / members.Count;
        var load = members.ToDictionary(member => member, _ => 0, StringComparer.Ordinal);
        foreach (var shard in sorted)
        {
            // The highest score wins (rendezvous hashing); a member that is full is passed over.
            var member = members.Where(one => load[one] < share).OrderByDescending(one => Score(shard, one)).ThenBy(one => one, StringComparer.Ordinal).First();
            load[member]++;
            assigned[shard] = member;
        }

        return assigned;
    }

    private static ulong Score(string shard, string member) =>
        BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"{shard}\n{member}")));
}
