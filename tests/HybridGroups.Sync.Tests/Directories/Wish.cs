using HybridGroups.Rules;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Safety;
using HybridGroups.Sync.Selection;

namespace HybridGroups.Sync.Tests.Directories;

/// <summary>Intents as plain as they can be; tests change what they are about.</summary>
internal static class Wish
{
    public static WritebackIntent Writeback(string name = "teams") => new(new IntentRef(IntentKind.Writeback, name, 1), new Limits(), SimulatedActiveDirectory.CloudGroups);

    /// <summary>Deletes whatever it wrote and no longer wants.</summary>
    public static WritebackIntent DeletingWriteback(string name = "teams") => Writeback(name) with
    {
        HardDeleted = RetirementPolicy.Delete,
        SoftDeleted = RetirementPolicy.Delete,
        LeftScope = RetirementPolicy.Delete,
        PolicyRemoved = RetirementPolicy.Delete,
    };

    public static GroupSyncIntent GroupSync(string name = "corp") => new(new IntentRef(IntentKind.GroupSync, name, 1), new Limits()) { DomainName = "corp.example.com" };

    public static GroupSyncIntent DeletingGroupSync(string name = "corp") => GroupSync(name) with { DeletesInEntra = true };

    public static DynamicRuleIntent Rule(string text, DynamicTarget target, string name = "sales", RuleSource source = RuleSource.Entra) =>
        new(new IntentRef(IntentKind.DynamicRule, name, 1), new Limits(), Identity.Of($"rule/{name}"), Parse(text), source, target);

    public static DynamicTarget MadeInEntra(string name = "Sales") => new DynamicTarget.MadeEntraGroup(name, name.Replace(" ", string.Empty, StringComparison.Ordinal), Description: null, IsMicrosoft365: false, Create: true);

    public static DynamicTarget MadeOnPremises(string name = "Sales") =>
        new DynamicTarget.MadeActiveDirectoryGroup(name, SimulatedActiveDirectory.CloudGroups, Directory.GroupScope.Universal, Create: true);

    public static Rule Parse(string text)
    {
        var parsed = HybridGroups.Rules.Rule.Parse(text, RuleDialect.Extended);
        return parsed.Rule ?? throw new ArgumentException(string.Join("; ", parsed.Errors.Select(error => error.Message)), nameof(text));
    }
}
