using System.Text.Json.Serialization;
using Kube.Client.Json;
using Kube.Client.Metadata;
using Kube.Client.Schema;

namespace Kube.Client.Core;

/// <summary>An event of events.k8s.io/v1: something happened to an object.</summary>
[KubernetesEntity("events.k8s.io", "v1", "Event", "events")]
public sealed record KubernetesEvent : KubernetesObject
{
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? EventTime { get; init; }

    public string? ReportingController { get; init; }

    public string? ReportingInstance { get; init; }

    public string? Action { get; init; }

    public string? Reason { get; init; }

    public ObjectReference? Regarding { get; init; }

    public string? Note { get; init; }

    /// <summary>Normal or Warning.</summary>
    public string? Type { get; init; }

    public EventSeries? Series { get; init; }
}
