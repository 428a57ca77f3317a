namespace HybridGroups.Api;

/// <summary>A distinguished name as people write it (RFC 4514), read far enough to compare places in a directory.</summary>
public sealed class DistinguishedNameText
{
    private readonly IReadOnlyList<string> _parts;

    private DistinguishedNameText(IReadOnlyList<string> parts) => _parts = parts;

    /// <summary>Reads a name; null when the text is none.</summary>
    public static DistinguishedNameText? TryParse(string text)
    {
        var parts = new List<string>();
        foreach (var part in Split(text, ','))
        {
            foreach (var pair in Split(part, '+'))
            {
                if (!IsAttributeAndValue(pair))
                {
                    return null;
                }
            }

            var equals = part.IndexOf('=', StringComparison.Ordinal);
            parts.Add($"{part[..equals].Trim()}={Unescape(part[(equals + 1)..].Trim())}");
        }

        return new DistinguishedNameText(parts);
    }

    /// <summary>The name is that of the container, or of something below it.</summary>
    public bool IsWithin(DistinguishedNameText container) =>
        _parts.Count >= container._parts.Count
        && _parts.Skip(_parts.Count - container._parts.Count).SequenceEqual(container._parts, StringComparer.OrdinalIgnoreCase);

    /// <summary>Both name the same place.</summary>
    public bool IsSameAs(DistinguishedNameText other) => _parts.Count == other._parts.Count && IsWithin(other);

    // At unescaped separators only.
    private static List<string> Split(string text, char separator)
    {
        var pieces = new List<string>();
        var begin = 0;
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] == '\\')
            {
                index++;
            }
            else if (text[index] == separator)
            {
                pieces.Add(text[begin..index]);
                begin = index + 1;
            }
        }

        pieces.Add(text[begin..]);
        return pieces;
    }

    private static bool IsAttributeAndValue(string pair)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            return false;
        }

        var type = pair[..equals].Trim();
        var value = pair[(equals + 1)..].Trim();
        return type.Length > 0 && value.Length > 0
            && (char.IsAsciiLetter(type[0]) ? type.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') : type.All(digit => char.IsAsciiDigit(digit) || digit == '.'))
            && IsEscapedProperly(value);
    }

    private static bool IsEscapedProperly(string value)
    {
        for (var index = 0; index < value.Length; index++)
        {
            if (value[index] == '\\')
            {
                var isHex = index + 2 < value.Length && char.IsAsciiHexDigit(value[index + 1]) && char.IsAsciiHexDigit(value[index + 2]);
                if (!isHex && (index + 1 >= value.Length || !" #,+\"\\<>;=".Contains(value[index + 1], StringComparison.Ordinal)))
                {
                    return false;
                }

                index++;
            }
            else if ("\"<>;".Contains(value[index], StringComparison.Ordinal) || char.IsControl(value[index]))
            {
                return false;
            }
        }

        return true;
    }

    private static string Unescape(string value)
    {
        if (!value.Contains('\\', StringComparison.Ordinal))
        {
            return value;
        }

        var bytes = new List<byte>(value.Length);
        for (var index = 0; index < value.Length; index++)
        {
            if (value[index] != '\\')
            {
                bytes.AddRange(System.Text.Encoding.UTF8.GetBytes(value[index].ToString()));
            }
            else if (index + 2 < value.Length && char.IsAsciiHexDigit(value[index + 1]) && char.IsAsciiHexDigit(value[index + 2]))
            {
                bytes.Add(Convert.FromHexString(value.AsSpan(index + 1, 2))[0]);
                index += 2;
            }
            else
            {
                bytes.Add((byte)value[++index]);
            }
        }

        return System.Text.Encoding.UTF8.GetString([.. bytes]);
    }
}
