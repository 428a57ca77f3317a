using System.Text.Json;
using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Cloud.Problems;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Ports;

namespace HybridGroups.Controllers.Connectors;

/// <summary>Brings the model up to date with both directories. A read that ends early takes nothing away from what was known.</summary>
internal sealed class Importer(DirectoryModel model, IOnPremisesDirectory activeDirectory, ICloudDirectory entra, TimeProvider time)
{
    private static readonly CloudObjectKind[] Kinds = [CloudObjectKind.User, CloudObjectKind.Device, CloudObjectKind.Group];

    public async Task<SideReport> ReadActiveDirectoryAsync(SideReport before, bool full, CancellationToken cancellation)
    {
        try
        {
            model.OnPremisesIsCurrent = false;
            var wasFull = full || model.OnPremises.Cookie is null || !await ReadChangesAsync(model.OnPremises.Cookie, cancellation);
            if (wasFull) await ReadAllAsync(cancellation);
            model.OnPremisesIsCurrent = true;
            return new SideReport
            {
                IsComplete = true,
                Objects = model.OnPremises.Count,
                LastDelta = time.GetUtcNow(),
                LastFull = wasFull ? time.GetUtcNow() : before.LastFull,
            };
        }
        catch (OnPremisesException error)
        {
            return before with
            {
                Problem = $"{error.Message} {error.Remedy}",
                IsRefused = error.Kind is OnPremisesErrorKind.Authentication or OnPremisesErrorKind.InsufficientRights,
            };
        }
    }

    public async Task<SideReport> ReadEntraAsync(SideReport before, bool full, CancellationToken cancellation)
    {
        try
        {
            model.CloudIsCurrent = false;
            // Until they are read to the end again: a new group without its wish would be taken for one that has none.
            model.WritebackWishesAreKnown = false;
            var wasFull = full || !model.CloudIsComplete;
            foreach (var kind in Kinds)
            {
                if (full) model.Cloud.ForgetCheckpoint(kind);
                await foreach (var change in entra.ReadChangesAsync(kind, model.Cloud.NextFrom(kind), cancellation)) model.Cloud.Apply(change);
            }

            await ReadWritebackWishesAsync(cancellation);
            model.CloudIsCurrent = true;
            return new SideReport
            {
                IsComplete = true,
                Objects = Kinds.Sum(kind => (long)model.Cloud.Live(kind).Count),
                LastDelta = time.GetUtcNow(),
                LastFull = wasFull ? time.GetUtcNow() : before.LastFull,
            };
        }
        catch (CloudException error)
        {
            return before with
            {
                Problem = error.Problem.Describe(),
                IsRefused = error.Problem.Class is CloudProblemClass.Authentication or CloudProblemClass.PermissionMissing,
            };
        }
    }

    private async Task<bool> ReadChangesAsync(DirectoryCookie since, CancellationToken cancellation)
    {
        if (await activeDirectory.ReadChangesAsync(since, cancellation) is not ChangeBatch.Changes changes) return false;
        foreach (var change in changes.List) model.OnPremises.Apply(change);
        // Some accounts are shown no deletions: then who is still there has to be asked.
        if (!changes.ShowsDeletions) model.OnPremises.Keep(await activeDirectory.ReadIdentitiesAsync(cancellation));
        model.OnPremises.Advance(changes.Cookie);
        return true;
    }

    private async Task ReadAllAsync(CancellationToken cancellation)
    {
        model.OnPremises.BeginFull();
        try
        {
            model.OnPremises.CompleteFull(await activeDirectory.ReadAllAsync(model.OnPremises.Apply, cancellation));
        }
        catch
        {
            model.OnPremises.AbandonFull();
            throw;
        }
    }

    // A preview of Graph, so a tenant may not have it: then what groups wish is not known, which is something else than no wish.
    private async Task ReadWritebackWishesAsync(CancellationToken cancellation)
    {
        WritebackWishesProblem = null;
        try
        {
            await foreach (var wish in entra.ReadWritebackConfigurationsAsync(cancellation))
            {
                var said = model.CloudGroup(wish.Group);
                if (said is null || (said.Value.WritebackIsEnabled == wish.IsEnabled && string.Equals(said.Value.OnPremisesGroupType, wish.OnPremisesGroupType, StringComparison.Ordinal))) continue;
                var json = JsonSerializer.Serialize(new { isEnabled = wish.IsEnabled, onPremisesGroupType = wish.OnPremisesGroupType });
                model.Cloud.Apply(new CloudChange.Present(new CloudObject(
                    CloudObjectKind.Group, wish.Group, new Dictionary<string, object?>(StringComparer.Ordinal) { ["writebackConfiguration"] = json })));
            }

            model.WritebackWishesAreKnown = true;
        }
        catch (CloudException error) when (error.Problem.Class is CloudProblemClass.Configuration or CloudProblemClass.NotFound or CloudProblemClass.PermissionMissing)
        {
            WritebackWishesProblem = error.Problem.Describe();
        }
    }

    /// <summary>Why the groups' own wishes could not be read; null when they could.</summary>
    public string? WritebackWishesProblem { get; private set; }
}
