using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Model;

namespace HybridGroups.Sync.Planning;

/// <summary>Tells why a group of Entra that was given to a group of Active Directory is not adopted.</summary>
internal sealed class GroupAdoption(PlanBuilder plan)
{
    /// <summary>Whether the source can go up all the same: never as a second group beside the one that somebody meant.</summary>
    public bool Allows(GroupSyncIntent intent, OnPremisesObject source)
    {
        if (plan.Model.Groups.ObstacleTo(source.Id) is not { } obstacle) return true;
        var cloud = intent.Adopt[source.Id];
        var name = $"{plan.Model.CloudGroup(cloud)?.DisplayName ?? "the group"} ({cloud})";
        var (message, remedy) = Words(obstacle, cloud, name);
        plan.Report(
            intent.Ref, obstacle == AdoptionObstacle.OwnedByActiveDirectory ? ProblemClasses.SourceOfAuthorityOnPremises : ProblemClasses.AdoptionNotPossible,
            source.DistinguishedName, $"{source.DistinguishedName} cannot adopt {name}: {message}.", remedy);
        return obstacle == AdoptionObstacle.SourceHasAnother;
    }

    private static (string Message, string Remedy) Words(AdoptionObstacle obstacle, Guid cloud, string name) => obstacle switch
    {
        AdoptionObstacle.NotThere => (
            "there is no group with this id in Entra", "Correct entraGroup in spec.groupSync.adopt.groups, or restore the group. No other is made in its place."),
        AdoptionObstacle.OwnedByActiveDirectory => (
            "another product syncs it, and Entra takes no changes of it", "Hand it over to the cloud first (source of authority), or leave it to that product and exclude it here."),
        AdoptionObstacle.FilledByItsRule => (
            "it fills itself by a membership rule", "Make it an assigned group in Entra first, or take it out of spec.groupSync.adopt.groups."),
        AdoptionObstacle.MadeFromAnother => (
            "it was made from another group, or by a rule", $"Take {cloud} out of spec.groupSync.adopt.groups."),
        AdoptionObstacle.WrittenBack => (
            "it is written back to Active Directory, so its members come from Entra", "Exclude it from the GroupWritebackPolicy and remove the written group first."),
        AdoptionObstacle.GivenTwice => (
            "it is given to several groups", "Decide whose it is, and take the other entries out of spec.groupSync.adopt.groups."),
        _ => ("it has a group of its own in Entra already, which it keeps", $"Delete that group, and {name} is adopted; or take the entry out of spec.groupSync.adopt.groups."),
    };
}
