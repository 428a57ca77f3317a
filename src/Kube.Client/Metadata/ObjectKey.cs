namespace Kube.Client.Metadata;

/// <summary>Which object of a kind: its namespace (null where the kind is cluster-scoped) and its name.</summary>
public readonly record struct ObjectKey(string? Namespace, string Name)
{
    public override string ToString() => Namespace is null ? Name : $"{Namespace}/{Name}";
}
