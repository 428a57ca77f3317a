using System.Text.Json;
using HybridGroups.Sync.Cloud.Problems;

namespace HybridGroups.Entra.Batching;

/// <summary>The final answer to one item.</summary>
/// <param name="Attempts">How often it was sent; after more than one, an earlier one may have been carried out.</param>
internal sealed record BatchResult(int Status, JsonElement? Body, CloudProblem? Problem, int Attempts);
