using HybridGroups.Api.DynamicGroupRules;
using HybridGroups.Api.SyncConnectors;
using HybridGroups.Controllers.Connectors;

namespace HybridGroups.Commands.Connectors;

/// <summary>The connectors to walk, with where their Secrets are.</summary>
/// <param name="Rules">Null when they are not known.</param>
internal sealed record TestedConnectors(IReadOnlyList<SyncConnector> Connectors, IReferencedValues Values, IReadOnlyList<DynamicGroupRule>? Rules);
