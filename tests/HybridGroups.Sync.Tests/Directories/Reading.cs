using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Model;

namespace HybridGroups.Sync.Tests.Directories;

/// <summary>Reads the simulated directories into a model as the real readers do.</summary>
internal static class Reading
{
    public static readonly CloudObjectKind[] Kinds = [CloudObjectKind.User, CloudObjectKind.Group, CloudObjectKind.Device];

    public static DirectoryCookie Cookie { get; } = new(new byte[] { 1 });

    public static void ReadAll(this DirectoryModel model, SimulatedActiveDirectory domain, SimulatedEntra tenant)
    {
        model.ReadAll(domain);
        model.ReadAll(tenant);
    }

    public static void ReadAll(this DirectoryModel model, SimulatedActiveDirectory domain)
    {
        domain.TakeUntold();
        model.OnPremises.BeginFull();
        foreach (var change in domain.Everything()) model.OnPremises.Apply(change);
        model.OnPremises.CompleteFull(Cookie);
        model.OnPremisesIsCurrent = true;
    }

    public static void ReadAll(this DirectoryModel model, SimulatedEntra tenant)
    {
        foreach (var kind in Kinds)
        {
            tenant.TakeUntold(kind);
            model.ReadAll(kind, tenant.Everything(kind));
        }

        model.CloudIsCurrent = true;
    }

    public static void ReadAll(this DirectoryModel model, CloudObjectKind kind, IEnumerable<CloudChange> changes)
    {
        model.Cloud.Apply(new CloudChange.RoundStarted(kind, IsFull: true));
        foreach (var change in changes) model.Cloud.Apply(change);
        model.Cloud.Apply(Completed(kind));
    }

    public static void ReadChanges(this DirectoryModel model, SimulatedActiveDirectory domain)
    {
        foreach (var change in domain.TakeUntold()) model.OnPremises.Apply(change);
        model.OnPremises.Advance(Cookie);
    }

    public static void ReadChanges(this DirectoryModel model, SimulatedEntra tenant)
    {
        foreach (var kind in Kinds)
        {
            model.Cloud.Apply(new CloudChange.RoundStarted(kind, IsFull: false));
            foreach (var change in tenant.TakeUntold(kind)) model.Cloud.Apply(change);
            model.Cloud.Apply(Completed(kind));
        }
    }

    public static CloudChange Completed(CloudObjectKind kind) => new CloudChange.RoundCompleted(
        kind, new CloudCheckpoint(kind, "link", "https://graph.example.com", "tenant", "all", TestDirectories.Start));
}
