using System.Text.Json.Nodes;
using HybridGroups.Api.Conditions;
using HybridGroups.Api.SyncConnectors;
using HybridGroups.Sync.Ports;
using Kube.Client.Metadata;
using Kube.Operator.Conditions;

namespace HybridGroups.Controllers.SyncConnectors;

/// <summary>The status that a decision amounts to.</summary>
internal static class ConnectorStatus
{
    /// <summary>The status fields to change, or null when the object already has them.</summary>
    public static JsonObject? ChangeOf(SyncConnector connector, ConnectorSnapshot snapshot, ConnectorVerdict? verdict, DateTimeOffset now)
    {
        var wanted = new SyncConnectorStatus
        {
            ObservedGeneration = connector.Metadata.Generation,
            Conditions = ConditionList.WithTransitionTimes(
                Conditions(snapshot, verdict).Select(condition => condition with { ObservedGeneration = connector.Metadata.Generation }),
                connector.Status?.Conditions,
                now),
        };
        return StatusPatch.Between(connector.Status, wanted);
    }

    private static IEnumerable<Condition> Conditions(ConnectorSnapshot snapshot, ConnectorVerdict? verdict)
    {
        if (snapshot.Spec.Suspend)
        {
            yield return Of(ConditionTypes.Ready, ConditionStatus.Unknown, Reasons.Suspended, "Suspended by spec.suspend: nothing is read and nothing is written.");
            yield break;
        }

        yield return verdict is null
            ? Of(ConditionTypes.Ready, ConditionStatus.True, Reasons.Reachable, "Active Directory and Microsoft Entra both answer.")
            : Of(ConditionTypes.Ready, ConditionStatus.False, verdict.Reason, verdict.Message);
        // kstatus: the two are there only while they are true, and never both.
        if (verdict is { IsTerminal: true })
        {
            yield return Of(ConditionTypes.Stalled, ConditionStatus.True, verdict.Reason, verdict.Message);
        }
        else if (verdict is not null)
        {
            yield return Of(ConditionTypes.Reconciling, ConditionStatus.True, Reasons.ProgressingWithRetry, verdict.Message);
        }

        if (snapshot.ActiveDirectory is { } directory)
        {
            yield return Reachable(ConditionTypes.ActiveDirectoryReachable, directory);
        }

        if (snapshot.Entra is { } entra)
        {
            yield return Reachable(ConditionTypes.EntraReachable, entra);
        }
    }

    private static Condition Reachable(string type, ProbeResult result) => result switch
    {
        ProbeResult.Answers { NamingContext: { } domain } answers => Of(type, ConditionStatus.True, Reasons.Reachable, $"{answers.Server} answers for {domain}."),
        ProbeResult.Answers answers => Of(type, ConditionStatus.True, Reasons.Reachable, $"{answers.Server} answers."),
        ProbeResult.Silent silent => Of(type, ConditionStatus.False, Reasons.Unreachable, silent.Message),
        _ => throw new InvalidOperationException($"Unknown result {result}."),
    };

    private static Condition Of(string type, string status, string reason, string message) =>
        new() { Type = type, Status = status, Reason = reason, Message = message, LastTransitionTime = default };
}
