using System.Text.Json.Nodes;
using HybridGroups.Entra.Requests;
using HybridGroups.Entra.Throttling;

namespace HybridGroups.Entra.Batching;

/// <summary>One request of a batch. All of them may be repeated without harm; what may not be does not go into a batch.</summary>
internal sealed record BatchItem(GraphOperation Operation, HttpMethod Method, string Url)
{
    public JsonObject? Body { get; init; }

    /// <summary>What it touches. Items run in any order, so two that touch the same must not travel together.</summary>
    public IReadOnlyList<string> Touches { get; init; } = [];

    public required RequestCost Cost { get; init; }
}
