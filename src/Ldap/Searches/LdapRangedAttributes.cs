using System.Globalization;

namespace Ldap;

/// <summary>A server gives long attributes in pieces (<c>member;range=0-1499</c>); this fetches the rest.</summary>
public static class LdapRangedAttributes
{
    private const string Marker = ";range=";

    // 5,000 values a piece at the least in practice 1,500: a server that answers with ever new pieces is not believed.
    private const int MostPieces = 100_000;

    public static bool HasRanges(LdapEntry entry)
    {
        for (var i = 0; i < entry.Attributes.Count; i++)
        {
            if (entry.Attributes[i].Description.Contains(Marker, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    /// <summary>The entry with every ranged attribute complete, under its plain name.</summary>
    public static async Task<LdapEntry> CompleteAsync(
        this LdapConnection connection,
        LdapEntry entry,
        DistinguishedName name,
        IReadOnlyList<LdapControl> controls,
        CancellationToken cancellation)
    {
        if (!HasRanges(entry)) return entry;
        var attributes = new List<LdapAttribute>(entry.Attributes.Count);
        foreach (var attribute in entry.Attributes)
        {
            // An empty plain attribute stands beside the ranged one: MS-ADTS 3.1.1.3.1.3.3.
            if (attribute.Values.Count == 0 && entry.Attributes.Any(other => IsPieceOf(other, attribute.Description))) continue;
            attributes.Add(LastIndex(attribute.Description) is null
                ? attribute
                : await ReadOnAsync(connection, name, attribute, controls, cancellation));
        }

        return new LdapEntry(entry.NameText, attributes, entry.Controls);
    }

    private static async Task<LdapAttribute> ReadOnAsync(
        LdapConnection connection,
        DistinguishedName name,
        LdapAttribute first,
        IReadOnlyList<LdapControl> controls,
        CancellationToken cancellation)
    {
        var values = new List<ReadOnlyMemory<byte>>(first.Values);
        var last = LastIndex(first.Description);
        for (var pieces = 0; last is >= 0; pieces++)
        {
            if (pieces == MostPieces) throw LdapErrors.ProtocolViolation($"more than {MostPieces} pieces of {first.Name}");
            var wanted = string.Create(CultureInfo.InvariantCulture, $"{first.Name}{Marker}{last + 1}-*");
            var entry = await connection.ReadAsync(name, [wanted], cancellation, controls);
            var piece = entry?.Attributes.FirstOrDefault(attribute => IsPieceOf(attribute, first.Name));
            // Values taken away meanwhile: nothing is left from here on.
            if (piece is null || piece.Values.Count == 0) break;
            var end = LastIndex(piece.Description);
            if (end is >= 0 && end <= last) throw LdapErrors.ProtocolViolation($"the piece {piece.Description} after {last}");
            values.AddRange(piece.Values);
            last = end;
        }

        return new LdapAttribute(first.Name, values);
    }

    private static bool IsPieceOf(LdapAttribute attribute, string name) =>
        attribute.Description.StartsWith(name + Marker, StringComparison.OrdinalIgnoreCase);

    /// <summary>Null: no range; -1: the last piece (<c>-*</c>); otherwise the index of the last value of the piece.</summary>
    private static int? LastIndex(string description)
    {
        var at = description.IndexOf(Marker, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        var end = description[(at + Marker.Length)..].Split('-', 2);
        if (end.Length == 2 && end[1] == "*") return -1;
        return end.Length == 2 && int.TryParse(end[1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? last
            : throw LdapErrors.ProtocolViolation($"the range {description}");
    }
}
