using System.Collections.Concurrent;
using HybridGroups.Api;
using HybridGroups.Api.Conditions;
using HybridGroups.Api.DynamicGroupRules;
using HybridGroups.Api.GroupWritebackPolicies;
using HybridGroups.Api.SyncConnectors;
using HybridGroups.Api.Validation;
using HybridGroups.Controllers.Connectors;
using HybridGroups.Sync.Intents;
using Kube.Client.Core;
using Kube.Client.Metadata;
using Kube.Operator.Informers;

namespace HybridGroups.Controllers.Intents;

/// <summary>What the cluster wants of each connector, compiled from the caches. Rules are compiled once a generation: there may be thousands.</summary>
public sealed class IntentBoard(
    InformerStore<SyncConnector> connectors, InformerStore<GroupWritebackPolicy> policies, InformerStore<DynamicGroupRule> rules, InformerStore<Namespace> namespaces)
{
    private readonly ConcurrentDictionary<ObjectKey, CompiledRuleIntent> compiled = new();

    public IReadOnlyCollection<SyncConnector> Connectors => [.. connectors.All];

    public SyncConnector? Connector(ObjectKey key) => connectors.Find(key);

    /// <summary>Every connector that is there or that something refers to.</summary>
    public IReadOnlyCollection<string> Shards() =>
        [.. connectors.All.Select(connector => connector.Key)
            .Concat(policies.All.Select(policy => Claims.ConnectorOf(policy.Spec.ConnectorRef, policy.Key)))
            .Concat(rules.All.Select(rule => Claims.ConnectorOf(rule.Spec.ConnectorRef, rule.Key)))
            .Distinct()
            .Select(key => key.ToString())];

    public IEnumerable<GroupWritebackPolicy> PoliciesOf(ObjectKey connector) =>
        policies.All.Where(policy => Claims.ConnectorOf(policy.Spec.ConnectorRef, policy.Key) == connector);

    public IEnumerable<DynamicGroupRule> RulesOf(ObjectKey connector) =>
        rules.All.Where(rule => Claims.ConnectorOf(rule.Spec.ConnectorRef, rule.Key) == connector);

    public IntentVerdict? Check(GroupWritebackPolicy policy) => IntentChecks.Decide(
        policy, connectors.Find(Claims.ConnectorOf(policy.Spec.ConnectorRef, policy.Key)), LabelsOf(policy.Key), policies.All);

    public IntentVerdict? Check(DynamicGroupRule rule) =>
        IntentChecks.Decide(rule, connectors.Find(Claims.ConnectorOf(rule.Spec.ConnectorRef, rule.Key)), LabelsOf(rule.Key));

    /// <summary>Who else wants the groups of a policy, and came later.</summary>
    public IReadOnlyList<string> RivalsOf(GroupWritebackPolicy policy) => [.. IntentChecks.Rivals(policy, policies.All)];

    /// <summary>What a connector has to do now.</summary>
    public ConnectorWork WorkOf(ObjectKey key, ConnectorReport report)
    {
        if (connectors.Find(key) is not { } connector) return ConnectorWork.None;
        var hours = IntentCompiler.HoursOf(connector.Spec.Schedule);
        var intents = new List<Intent>();
        if (IntentCompiler.Compile(connector) is { } sync) intents.Add(sync);
        intents.AddRange(PoliciesOf(key).Select(policy => IntentCompiler.Compile(policy, connector, report.Prerequisites?.Domain?.HasExchange == true, IsBlocked(policy, report))));
        intents.AddRange(RulesOf(key).Select(rule => Compile(rule, connector)).OfType<Intent>());
        ForgetDeletedRules();
        return new ConnectorWork(intents, IntentCompiler.LimitsOf(connector.Spec.Safety))
        {
            // Hours that cannot be read are never.
            IsStaging = connector.Spec.Mode == ConnectorMode.Staging || hours is null,
            Hours = hours ?? [],
            Interval = DurationText.TryParse(connector.Spec.Schedule.Interval) ?? TimeSpan.FromMinutes(2),
            FullResync = DurationText.TryParse(connector.Spec.Schedule.FullResync) ?? TimeSpan.FromHours(24),
            Watches = connector.Spec.Schedule.ChangeNotifications,
            ApprovedPlan = connector.Metadata.Annotations?.GetValueOrDefault(Annotations.ApprovePlan),
        };
    }

    private void ForgetDeletedRules()
    {
        if (compiled.Count <= rules.Count) return;
        foreach (var gone in compiled.Keys.Where(rule => rules.Find(rule) is null)) compiled.TryRemove(gone, out _);
    }

    private bool IsBlocked(GroupWritebackPolicy policy, ConnectorReport report) =>
        Check(policy) is { } verdict && !(verdict.Reason == Reasons.TargetClaimed && policy.Metadata.DeletionTimestamp is not null)
        || (policy.Spec.Exchange == ExchangeHandling.Require && report.Prerequisites?.Domain is { HasExchange: false });

    private DynamicRuleIntent? Compile(DynamicGroupRule rule, SyncConnector connector)
    {
        // Deletion, the limits of the connector, the labels of the namespace and whether it has filled its group are part of what is compiled.
        var home = namespaces.Find(new ObjectKey(Namespace: null, rule.Key.Namespace!))?.Metadata.ResourceVersion;
        var stamp = (rule.Metadata.Uid, rule.Metadata.Generation, connector.Metadata.Generation, home, rule.Metadata.DeletionTimestamp is not null, IntentCompiler.HasFilled(rule));
        if (compiled.TryGetValue(rule.Key, out var known) && known.Stamp == stamp) return known.Intent;
        var intent = Check(rule) is null ? IntentCompiler.Compile(rule, connector) : null;
        compiled[rule.Key] = new CompiledRuleIntent(stamp, intent);
        return intent;
    }

    private IReadOnlyDictionary<string, string>? LabelsOf(ObjectKey key) => namespaces.Find(new ObjectKey(Namespace: null, key.Namespace!))?.Metadata.Labels;

    private sealed record CompiledRuleIntent((string? Uid, long? Generation, long? ConnectorGeneration, string? Namespace, bool IsDeleted, bool HasFilled) Stamp, DynamicRuleIntent? Intent);
}
