using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Ldap;

/// <summary>A search filter (RFC 4515). Values are bytes: what they contain can never change the shape of the filter.</summary>
[SuppressMessage("Naming", "CA1716", Justification = "And, Or and Not are what they are called.")]
public abstract record LdapFilter
{
    private LdapFilter()
    {
    }

    public static LdapFilter Everything { get; } = new Present("objectClass");

    public static LdapFilter Is(string attribute, string value) => new EqualTo(attribute, Encoding.UTF8.GetBytes(value));

    public static LdapFilter Is(string attribute, ReadOnlyMemory<byte> value) => new EqualTo(attribute, value);

    public static LdapFilter Has(string attribute) => new Present(attribute);

    public static LdapFilter StartsWith(string attribute, string start) =>
        new Substrings(attribute, Encoding.UTF8.GetBytes(start), [], null);

    public static LdapFilter AllOf(params IReadOnlyList<LdapFilter> filters) => new And(filters);

    public static LdapFilter AnyOf(params IReadOnlyList<LdapFilter> filters) => new Or(filters);

    public static LdapFilter None(LdapFilter filter) => new Not(filter);

    public static LdapFilter Parse(string text) =>
        LdapFilterParser.TryParse(text, out var filter, out var error)
            ? filter
            : throw new FormatException($"'{text}' is not a search filter: {error}");

    public static bool TryParse(string? text, [NotNullWhen(true)] out LdapFilter? filter)
    {
        filter = null;
        return text is not null && LdapFilterParser.TryParse(text, out filter, out _);
    }

    public sealed override string ToString()
    {
        var text = new StringBuilder();
        LdapFilterText.Write(this, text);
        return text.ToString();
    }

    public sealed record And(IReadOnlyList<LdapFilter> Filters) : LdapFilter;

    public sealed record Or(IReadOnlyList<LdapFilter> Filters) : LdapFilter;

    public sealed record Not(LdapFilter Filter) : LdapFilter;

    public sealed record EqualTo(string Attribute, ReadOnlyMemory<byte> Value) : LdapFilter;

    public sealed record GreaterOrEqual(string Attribute, ReadOnlyMemory<byte> Value) : LdapFilter;

    public sealed record LessOrEqual(string Attribute, ReadOnlyMemory<byte> Value) : LdapFilter;

    public sealed record Approximately(string Attribute, ReadOnlyMemory<byte> Value) : LdapFilter;

    public sealed record Present(string Attribute) : LdapFilter;

    public sealed record Substrings(
        string Attribute,
        ReadOnlyMemory<byte>? Initial,
        IReadOnlyList<ReadOnlyMemory<byte>> Middle,
        ReadOnlyMemory<byte>? Final) : LdapFilter;

    public sealed record Matching(string? Rule, string? Attribute, ReadOnlyMemory<byte> Value, bool InName) : LdapFilter;
}
