namespace Kube.Client.Metadata;

/// <summary>Which object of a kind: its namespace (null where the kind is cluster-scoped) and its name.</summary>
public readonly record struct ObjectKey(string? Namespace, string Name)
{
    /// <summary>The key that <see cref="ToString"/> wrote.</summary>
    public static ObjectKey Parse(string text) =>
        text.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? new ObjectKey(text[..slash], text[(slash + 1)..]) : new ObjectKey(Namespace: null, text);

    public override string ToString() => Namespace is null ? Name : $"{Namespace}/{Name}";
}
