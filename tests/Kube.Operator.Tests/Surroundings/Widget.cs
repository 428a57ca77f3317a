using Kube.Client.Metadata;
using Kube.Client.Schema;

namespace Kube.Operator.Tests.Surroundings;

/// <summary>A kind for tests. Its definition on the server keeps fields that this type does not know.</summary>
[KubernetesEntity("conformance.kube.test", "v1", "Widget", "widgets")]
internal sealed record Widget : CustomResource<WidgetSpec, WidgetStatus>
{
    public static Widget Named(string name, string @namespace, int size = 1) =>
        new() { Metadata = new ObjectMeta { Name = name, Namespace = @namespace }, Spec = new WidgetSpec { Size = size } };
}

#pragma warning disable MA0048 // parts of the one kind
internal sealed record WidgetSpec
{
    public required int Size { get; init; }
}

internal sealed record WidgetStatus : IConditionedStatus
{
    public long? ObservedGeneration { get; init; }

    public IReadOnlyList<Condition>? Conditions { get; init; }
}
