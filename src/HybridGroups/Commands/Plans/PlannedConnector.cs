using HybridGroups.Api.DynamicGroupRules;
using HybridGroups.Api.GroupWritebackPolicies;
using HybridGroups.Api.SyncConnectors;
using HybridGroups.Api.Validation;
using HybridGroups.Controllers.Connectors;
using HybridGroups.Controllers.Intents;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Ports;
using Microsoft.Extensions.Logging.Abstractions;

namespace HybridGroups.Commands.Plans;

/// <summary>One connector of a folder, run once without a cluster: the same engine as the operator's.</summary>
internal sealed class PlannedConnector(SyncConnector connector, ManifestFolder folder, IReferencedValues values, IDirectories directories, IAuditTrail audit) : IAsyncDisposable
{
    private RunningConnector? running;

    public string Name => connector.Key.ToString();

    public RunningConnector Running => running ?? throw new InvalidOperationException("It was not opened.");

    /// <summary>What keeps policies and rules from being planned.</summary>
    public IReadOnlyList<string> Excluded { get; private set; } = [];

    /// <summary>Opens both directories; returns what is missing for that.</summary>
    public async Task<string?> OpenAsync(Func<bool> isStaging, string? approved, CancellationToken cancellation)
    {
        var (setup, problem) = await new ConnectorSecrets(values).ReadAsync(connector, cancellation);
        if (setup is null) return problem;
        var policies = Mine(folder.Policies, policy => Claims.ConnectorOf(policy.Spec.ConnectorRef, policy.Key), policy => IntentChecks.Decide(policy, connector, namespaceLabels: null, folder.Policies));
        var rules = Mine(folder.Rules, rule => Claims.ConnectorOf(rule.Spec.ConnectorRef, rule.Key), rule => IntentChecks.Decide(rule, connector, namespaceLabels: null));
        running = new RunningConnector(
            setup, directories, () => WorkOf(policies, rules) with { IsStaging = isStaging(), ApprovedPlan = approved }, _ => { }, audit, snapshot: null, TimeProvider.System, NullLogger.Instance);
        return null;
    }

    public Task<ConnectorReport> RunAsync(CancellationToken cancellation) => Running.RunOnceAsync(WakeReasons.Everything, cancellation.ThrowIfCancellationRequested, cancellation);

    public ValueTask DisposeAsync() => running?.DisposeAsync() ?? ValueTask.CompletedTask;

    private List<T> Mine<T>(IEnumerable<T> all, Func<T, Kube.Client.Metadata.ObjectKey> connectorOf, Func<T, IntentVerdict?> check)
        where T : Kube.Client.Metadata.KubernetesObject
    {
        var mine = new List<T>();
        foreach (var item in all.Where(item => connectorOf(item) == connector.Key))
        {
            if (check(item) is { } verdict) Excluded = [.. Excluded, $"{typeof(T).Name} {item.Key}: {verdict.Message}"];
            else mine.Add(item);
        }

        return mine;
    }

    private ConnectorWork WorkOf(IReadOnlyList<GroupWritebackPolicy> policies, IReadOnlyList<DynamicGroupRule> rules)
    {
        var hasExchange = running?.Report.Prerequisites?.Domain?.HasExchange == true;
        List<Intent> intents =
        [
            .. IntentCompiler.Compile(connector) is { } sync ? [sync] : Array.Empty<Intent>(),
            .. policies.Select(policy => IntentCompiler.Compile(policy, connector, hasExchange, isBlocked: false)),
            .. rules.Select(rule => IntentCompiler.Compile(rule, connector)),
        ];
        return new ConnectorWork(intents, IntentCompiler.LimitsOf(connector.Spec.Safety));
    }
}
