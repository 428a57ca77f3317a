using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Planning;

namespace HybridGroups.Sync.Safety;

/// <summary>What is never done, whatever anybody approves.</summary>
internal sealed class Refusals(DirectoryModel model, IReadOnlyList<DirectoryPath> writableContainers, IReadOnlyDictionary<Guid, string> products)
{
    public ObjectProblem? Of(PlannedChange change)
    {
        var problem = change.Group.Side == DirectorySide.ActiveDirectory ? OnPremises(change) : Cloud(change);
        return problem is null ? null : problem with { Intent = change.Intent };
    }

    private ObjectProblem? OnPremises(PlannedChange change)
    {
        var places = change switch
        {
            PlannedChange.CreateOnPremisesGroup create => [create.New.Container],
            PlannedChange.MoveOnPremisesGroup { NewContainer: { } container } => [container, ParentOf(change)],
            PlannedChange.QuarantineOnPremisesGroup quarantine => [quarantine.Container, ParentOf(change)],
            _ when change.Group.IsNew => [],
            _ => new[] { ParentOf(change) },
        };
        var outside = places.FirstOrDefault(place => !writableContainers.Any(DirectoryPath.Of(place).IsAtOrBelow));
        if (outside is not null)
        {
            return new ObjectProblem(
                ProblemClasses.OutsideWritableContainers, change.Group.Name, $"{outside} is not in a writable container of the connector.",
                "Add it to spec.activeDirectory.writableContainers of the SyncConnector, if that is meant.");
        }

        if (change.Group.IsNew || model.OnPremises.Find(change.Group.Id) is not { Protection: not ProtectionReasons.None } group) return null;
        return new ObjectProblem(
            ProblemClasses.ProtectedObject, group.DistinguishedName, $"{group.DistinguishedName} is protected by the directory ({group.Protection}).",
            "Privileged groups are not managed here. If it is one no longer, clear adminCount and turn the inheritance of its permissions on again.");
    }

    private ObjectProblem? Cloud(PlannedChange change)
    {
        if (change.Group.IsNew || model.CloudGroup(change.Group.Id) is not { } group) return null;
        if (group.IsOnPremisesMastered)
        {
            return new ObjectProblem(
                ProblemClasses.SourceOfAuthorityOnPremises, group.DisplayName,
                $"{group.DisplayName} is owned by Active Directory and read-only in Entra.",
                "Change it on-premises, or hand it over to the cloud first (source of authority).");
        }

        if (group.IsAssignableToRole)
        {
            return new ObjectProblem(
                ProblemClasses.ProtectedObject, group.DisplayName, $"{group.DisplayName} can be assigned to roles of Entra; its members are administrators.",
                "Groups that hand out roles are not managed here.");
        }

        if (group.IsExchangeOnly)
        {
            return new ObjectProblem(
                ProblemClasses.NotManageable, group.DisplayName, $"{group.DisplayName} is a distribution list or mail-enabled security group: Graph cannot change it.",
                "Manage it in Exchange, or use a security or Microsoft 365 group.");
        }

        return change is PlannedChange.DeleteCloudGroup { RemovesLicences: false } && group.Licences is { Count: > 0 } licences
            ? new ObjectProblem(
                ProblemClasses.LicensesAssigned, group.DisplayName,
                $"{group.DisplayName} has {licences.Count} licence{(licences.Count == 1 ? string.Empty : "s")} assigned ({string.Join(", ", licences.Select(Named))}), "
                + $"on which {model.Cloud.EffectiveMembers(group.Id).Count} members depend; it is not deleted.",
                "Take the licences off the group first, or set spec.groupSync.licences to Remove.")
            : null;
    }

    private string Named(Guid sku) => products.TryGetValue(sku, out var name) ? $"{name} {sku:D}" : sku.ToString("D");

    private string ParentOf(PlannedChange change) =>
        model.OnPremises.Find(change.Group.Id) is { } item ? DirectoryPath.ParentOf(item.DistinguishedName) ?? string.Empty : string.Empty;
}
