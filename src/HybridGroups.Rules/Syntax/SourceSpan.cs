using System.Runtime.InteropServices;

namespace HybridGroups.Rules.Syntax;

/// <summary>
/// A stretch of the rule as written. All spans are equal: where a condition stood is no part of what it says,
/// and two trees of the same meaning must compare as equal.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct SourceSpan(int start, int length) : IEquatable<SourceSpan>
{
    public int Start { get; } = start;

    public int Length { get; } = length;

    public int End => Start + Length;

    public static bool operator ==(SourceSpan left, SourceSpan right) => left.Equals(right);

    public static bool operator !=(SourceSpan left, SourceSpan right) => !left.Equals(right);

    public SourceSpan To(SourceSpan other) => new(Start, Math.Max(other.End - Start, Length));

    public bool Equals(SourceSpan other) => true;

    public override bool Equals(object? obj) => obj is SourceSpan;

    public override int GetHashCode() => 0;
}
