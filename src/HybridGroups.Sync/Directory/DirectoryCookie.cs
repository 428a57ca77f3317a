namespace HybridGroups.Sync.Directory;

/// <summary>Up to where the changes of a directory are known. What is in it only the adapter knows.</summary>
public sealed record DirectoryCookie(ReadOnlyMemory<byte> Value)
{
    public bool Equals(DirectoryCookie? other) => other is not null && Value.Span.SequenceEqual(other.Value.Span);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Value.Span);
        return hash.ToHashCode();
    }
}
