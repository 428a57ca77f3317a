using HybridGroups.Api.SyncConnectors;
using HybridGroups.Sync.Ports;

namespace HybridGroups.Controllers.SyncConnectors;

/// <summary>All that the decision about a connector rests on. What was not asked for is null.</summary>
/// <param name="Spec">What is wanted.</param>
/// <param name="Addresses">The spec's addresses, read.</param>
/// <param name="CaBundleProblem">Why the caBundle could not be read.</param>
/// <param name="ActiveDirectory">What the domain controllers answered.</param>
/// <param name="Entra">What Microsoft Graph answered.</param>
internal sealed record ConnectorSnapshot(
    SyncConnectorSpec Spec, ConnectorAddresses Addresses, string? CaBundleProblem = null, ProbeResult? ActiveDirectory = null, ProbeResult? Entra = null);
