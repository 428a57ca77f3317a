using System.Text.Json;
using System.Text.Json.Serialization;
using Kube.Client.Json;

namespace Kube.Client.Core;

/// <summary>Who holds a lease. What this type does not know (strategy, preferredHolder …) is kept.</summary>
public sealed record LeaseSpec
{
    public string? HolderIdentity { get; init; }

    public int? LeaseDurationSeconds { get; init; }

    public int? LeaseTransitions { get; init; }

    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? AcquireTime { get; init; }

    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? RenewTime { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }
}
