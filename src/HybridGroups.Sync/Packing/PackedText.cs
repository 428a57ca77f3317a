using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace HybridGroups.Sync.Packing;

/// <summary>A text as it was given, or as its letters lie in a snapshot: made when it is asked for, each time anew.</summary>
internal readonly struct PackedText : IEquatable<PackedText>
{
    private readonly object? source;
    private readonly int start;

    public PackedText(string? text) => source = text;

    /// <summary>The text at a place: how long it is, and its letters.</summary>
    public PackedText(byte[] data, int start) => (source, this.start) = (data, start);

    public string? Read()
    {
        if (source is not byte[] data) return (string?)source;
        var at = start;
        var length = (int)PackedCell.Number(data, ref at);
        return Encoding.UTF8.GetString(data, at, length);
    }

    public bool Equals(PackedText other) => string.Equals(Read(), other.Read(), StringComparison.Ordinal);

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is PackedText other && Equals(other);

    public override int GetHashCode() => Read()?.GetHashCode(StringComparison.Ordinal) ?? 0;
}
