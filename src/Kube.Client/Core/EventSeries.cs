using System.Text.Json.Serialization;
using Kube.Client.Json;

namespace Kube.Client.Core;

/// <summary>How often an event happened again.</summary>
public sealed record EventSeries
{
    public required int Count { get; init; }

    [JsonConverter(typeof(MicroTimeConverter))]
    public required DateTimeOffset? LastObservedTime { get; init; }
}
