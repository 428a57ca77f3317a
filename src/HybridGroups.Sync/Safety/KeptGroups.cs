using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Model;

namespace HybridGroups.Sync.Safety;

/// <summary>
/// The groups that intents keep: what a percentage is of. Groups that carry a mark of somebody else, of another connector or of
/// another product, are not among them; they would make a large deletion look small.
/// </summary>
internal static class KeptGroups
{
    public static IEnumerable<Guid> Of(IReadOnlyList<Intent> intents, DirectoryModel model)
    {
        var containers = intents.OfType<WritebackIntent>().SelectMany(intent => intent.AllContainers).Select(DirectoryPath.Of).ToHashSet();
        var rules = intents.OfType<DynamicRuleIntent>().Select(intent => intent.RuleId).ToHashSet();
        var written = model.Groups.WrittenBack
            .Where(entry => !new WritebackAnchor(entry.Key).IsForRule)
            .SelectMany(entry => entry.Value)
            .Where(group => containers.Contains(DirectoryPath.Of(DirectoryPath.ParentOf(group.DistinguishedName) ?? string.Empty)));
        var made = rules.Select(rule => WritebackAnchor.ForRule(rule).EntraId).SelectMany(mark => model.Groups.WrittenBack.GetValueOrDefault(mark) ?? []);
        return written.Concat(made).Select(group => group.Id)
            .Concat(rules.Where(model.Groups.MadeByRules.ContainsKey).Select(rule => model.Groups.MadeByRules[rule]))
            .Concat(intents.OfType<GroupSyncIntent>().Any() ? Synced(model) : []);
    }

    private static IEnumerable<Guid> Synced(DirectoryModel model)
    {
        var sources = model.OnPremises.Objects.Where(item => item.Kind == OnPremisesObjectKind.Group).Select(item => item.Anchor).ToHashSet();
        return model.Groups.MadeFromActiveDirectory.Where(entry => sources.Contains(entry.Key)).Select(entry => entry.Value);
    }
}
