using System.Globalization;
using System.Text;

namespace HybridGroups.Sync.Directory;

/// <summary>
/// A distinguished name in a form that can be compared: however it was escaped, spaced and cased, the same place has the same path.
/// </summary>
public sealed class DirectoryPath : IEquatable<DirectoryPath>
{
    private const char Separator = '\u001f';
    private readonly string key;

    private DirectoryPath(string text, string key)
    {
        Text = text;
        this.key = key;
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>The value of the first part: the cn of a group.</summary>
    public string Name => Unescape(Parts(Text).FirstOrDefault() is { } first ? first[(first.IndexOf('=', StringComparison.Ordinal) + 1)..] : string.Empty);

    public static DirectoryPath Of(string distinguishedName)
    {
        var normal = new StringBuilder(distinguishedName.Length + 8);
        foreach (var part in Parts(distinguishedName))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var type = equals < 0 ? string.Empty : part[..equals].Trim();
            normal.Append(type.ToUpperInvariant()).Append('=').Append(Unescape(part[(equals + 1)..]).Trim().ToUpperInvariant()).Append(Separator);
        }

        return new DirectoryPath(distinguishedName, normal.ToString());
    }

    /// <summary>The container of what is named; null at the top.</summary>
    public static string? ParentOf(string distinguishedName)
    {
        for (var index = 0; index < distinguishedName.Length; index++)
        {
            if (distinguishedName[index] == '\\') index++;
            else if (distinguishedName[index] == ',') return distinguishedName[(index + 1)..].TrimStart();
        }

        return null;
    }

    /// <summary>It is the container, or lies below it. Nothing lies below a container without a name: that would be everything.</summary>
    public bool IsAtOrBelow(DirectoryPath container) =>
        container.key.Length > 0
        && key.EndsWith(container.key, StringComparison.Ordinal)
        && (key.Length == container.key.Length || key[key.Length - container.key.Length - 1] == Separator);

    public bool Equals(DirectoryPath? other) => other is not null && string.Equals(key, other.key, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as DirectoryPath);

    public override int GetHashCode() => key.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;

    private static IEnumerable<string> Parts(string name)
    {
        var begin = 0;
        for (var index = 0; index <= name.Length; index++)
        {
            if (index < name.Length && name[index] == '\\')
            {
                index++;
            }
            else if (index == name.Length || name[index] == ',')
            {
                if (index > begin) yield return name[begin..index];
                begin = index + 1;
            }
        }
    }

    // Either \, or \2C: both forms are in use, and the second may stand for a byte of a longer UTF-8 sequence.
    private static string Unescape(string value)
    {
        if (!value.Contains('\\', StringComparison.Ordinal)) return value;
        var bytes = new List<byte>(value.Length);
        for (var index = 0; index < value.Length; index++)
        {
            if (value[index] == '\\' && IsHex(value, index + 1))
            {
                bytes.Add(byte.Parse(value.AsSpan(index + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                index += 2;
                continue;
            }

            if (value[index] == '\\' && index + 1 < value.Length) index++;
            bytes.AddRange(Encoding.UTF8.GetBytes(value, index, char.IsHighSurrogate(value[index]) && index + 1 < value.Length ? 2 : 1));
            if (char.IsHighSurrogate(value[index])) index++;
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static bool IsHex(string value, int index) =>
        index + 1 < value.Length && char.IsAsciiHexDigit(value[index]) && char.IsAsciiHexDigit(value[index + 1]);
}
