using System.Text.Json.Nodes;
using HybridGroups.Entra.Throttling;

namespace HybridGroups.Entra.Requests;

/// <summary>One call as it is meant; the transport may have to send it more than once.</summary>
/// <param name="Target">Relative to the version root, or an absolute link of Graph's own to be followed as it is.</param>
internal sealed record GraphCall(GraphOperation Operation, HttpMethod Method, string Target)
{
    public JsonNode? Body { get; init; }

    public bool IsBeta { get; init; }

    public string? Prefer { get; init; }

    /// <summary>Shed first when the service is short: for full rounds.</summary>
    public bool IsLowPriority { get; init; }

    /// <summary>A 404 is repeated for a while: the object was written a moment ago and replicas lag.</summary>
    public bool IsFresh { get; init; }

    /// <summary>Set for a batch, whose items cost what they cost.</summary>
    public RequestCost? Cost { get; init; }

    public bool IsWrite => Method != HttpMethod.Get && (Cost is null ? !RequestCost.IsReadByPost(Target) : Cost.Writes > 0);
}
