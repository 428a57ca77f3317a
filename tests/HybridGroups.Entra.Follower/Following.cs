using HybridGroups.Sync.Cloud;
using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Cloud.Memberships;

namespace HybridGroups.Entra.Follower;

/// <summary>Round after round: what changed, saved when the round is whole, and then what is missing in the target.</summary>
internal sealed class Following(ICloudReader reader, ICloudWriter writer, KnownTenant known, Guid source, Guid target)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            foreach (var kind in Enum.GetValues<CloudObjectKind>()) await ReadAsync(kind, cancellation);
            await CopyAsync(cancellation);
            await Task.Delay(Pause, TimeProvider.System, cancellation);
        }
    }

    private async Task ReadAsync(CloudObjectKind kind, CancellationToken cancellation)
    {
        var round = new List<CloudChange>();
        await foreach (var change in reader.ReadChangesAsync(kind, known.Mirror.CheckpointOf(kind), cancellation))
        {
            round.Add(change);
            known.Mirror.Apply(change);
        }

        known.Save(round);
    }

    private async Task CopyAsync(CancellationToken cancellation)
    {
        var missing = known.Mirror.EffectiveMembers(source).Except(known.Mirror.EffectiveMembers(target)).ToList();
        if (missing.Count == 0) return;
        await writer.ApplyMembershipsAsync(
            [.. missing.Select(member => new MembershipChange.Add(new MembershipTarget(target), member))], cancellation);
    }
}
