using Kube.Client.Metadata;

namespace Kube.Operator.Controllers;

/// <summary>Which changes of an object wake its controller.</summary>
public static class ObjectChanges
{
    /// <summary>
    /// Anything but the status and the bookkeeping. Annotations and labels count: they carry requests, and move no generation
    /// (KubeOps looks at the generation alone).
    /// </summary>
    public static bool AreWorthALook(KubernetesObject old, KubernetesObject now) =>
        old.Metadata.Generation != now.Metadata.Generation
        || now.Metadata.Generation is null
        || old.Metadata.DeletionTimestamp != now.Metadata.DeletionTimestamp
        || !Same(old.Metadata.Annotations, now.Metadata.Annotations)
        || !Same(old.Metadata.Labels, now.Metadata.Labels)
        || !(old.Metadata.Finalizers ?? []).SequenceEqual(now.Metadata.Finalizers ?? [], StringComparer.Ordinal);

    private static bool Same(IReadOnlyDictionary<string, string>? old, IReadOnlyDictionary<string, string>? now) =>
        (old?.Count ?? 0) == (now?.Count ?? 0)
        && (old ?? new Dictionary<string, string>(StringComparer.Ordinal)).All(
            entry => now!.TryGetValue(entry.Key, out var value) && string.Equals(value, entry.Value, StringComparison.Ordinal));
}
