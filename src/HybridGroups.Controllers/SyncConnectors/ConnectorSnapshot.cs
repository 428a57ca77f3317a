using HybridGroups.Api.SyncConnectors;
using HybridGroups.Controllers.Connectors;
using HybridGroups.Sync.Ports;

namespace HybridGroups.Controllers.SyncConnectors;

/// <summary>All that the decision about a connector rests on. What was not asked for is null.</summary>
/// <param name="Spec">What is wanted.</param>
/// <param name="Addresses">The spec's addresses, read.</param>
/// <param name="CaBundleProblem">Why the caBundle could not be read.</param>
/// <param name="ActiveDirectory">What the domain controllers answered.</param>
/// <param name="Entra">What Microsoft Graph answered.</param>
internal sealed record ConnectorSnapshot(
    SyncConnectorSpec Spec, ConnectorAddresses Addresses, string? CaBundleProblem = null, ProbeResult? ActiveDirectory = null, ProbeResult? Entra = null)
{
    /// <summary>How the running connector stands; null when this decision does not reach so far.</summary>
    public ConnectorReport? Report { get; init; }

    /// <summary>The plan that was approved, by its hash.</summary>
    public string? ApprovedPlan { get; init; }

    /// <summary>When the oldest pending dynamic update began; null when none is pending.</summary>
    public DateTimeOffset? OldestPendingUpdate { get; init; }

    /// <summary>Dynamic updates have been waiting for longer than anybody should have to wait.</summary>
    public bool UpdatesAreStalled => OldestPendingUpdate is { } oldest && Now - oldest > LongestPending;

    private static readonly TimeSpan LongestPending = TimeSpan.FromHours(24);

    /// <summary>Who runs the connector; null when it is not to be told.</summary>
    public string? Replica { get; init; }

    public DateTimeOffset Now { get; init; }
}
