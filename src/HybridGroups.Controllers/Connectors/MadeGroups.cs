using HybridGroups.Sync.Model;
using HybridGroups.Sync.Planning;

namespace HybridGroups.Controllers.Connectors;

/// <summary>The groups that this pass has made: what the plan called new has an identity now.</summary>
internal sealed class MadeGroups
{
    private readonly Dictionary<(DirectorySide Side, Guid For), Guid> made = [];

    public void Note(TargetGroup group, Guid id) => made[(group.Side, group.Id)] = id;

    public Guid? Find(TargetGroup group) => !group.IsNew ? group.Id : made.TryGetValue((group.Side, group.Id), out var id) ? id : null;

    public Guid? Find(DirectorySide side, PlannedMember member) => !member.IsNew ? member.Id : made.TryGetValue((side, member.Id), out var id) ? id : null;

    public static ObjectProblem Missing(TargetGroup group) => new(
        ProblemClasses.Dependency, group.Name, $"{group.Name} could not be made, so its members were not set.", "Look at the error of the group itself.");
}
