using System.Collections.Immutable;

namespace HybridGroups.Rules.Syntax;

/// <summary>A value as written; whether it suits the property is the binder's business.</summary>
internal abstract record ValueSyntax(SourceSpan Span)
{
    public sealed record Text(string Value, SourceSpan Span, bool Spoiled) : ValueSyntax(Span);

    public sealed record Boolean(bool Value, SourceSpan Span) : ValueSyntax(Span);

    public sealed record Null(SourceSpan Span) : ValueSyntax(Span);

    public sealed record Number(string Literal, SourceSpan Span) : ValueSyntax(Span);

    /// <summary>A bare word that begins with a digit and is no number.</summary>
    public sealed record Date(string Literal, SourceSpan Span) : ValueSyntax(Span);

    public sealed record Now(bool Minus, Token? Duration, SourceSpan Span) : ValueSyntax(Span);

    public sealed record List(ImmutableArray<ValueSyntax> Elements, SourceSpan Span) : ValueSyntax(Span);

    /// <summary>Already reported.</summary>
    public sealed record Faulty(SourceSpan Span) : ValueSyntax(Span);
}
