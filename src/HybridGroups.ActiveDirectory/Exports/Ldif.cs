using System.Text;
using Ldap;

namespace HybridGroups.ActiveDirectory.Exports;

/// <summary>LDIF (RFC 2849), as far as entries without changes go.</summary>
internal static class Ldif
{
    private static readonly string[] Ends = [DomainExport.End, "# numEntries:"];

    public static void Write(TextWriter output, string attribute, string value)
    {
        if (IsSafe(value)) output.Write($"{attribute}: {value}\n");
        else Write(output, attribute, Encoding.UTF8.GetBytes(value));
    }

    public static void Write(TextWriter output, string attribute, byte[] value) => output.Write($"{attribute}:: {Convert.ToBase64String(value)}\n");

    /// <summary>The entries of a file, as a search would bring them. Each begins with its name; comments are told apart.</summary>
    /// <exception cref="FormatException">The file is no LDIF, or ends before its end.</exception>
    public static async IAsyncEnumerable<LdapEntry> ReadAsync(TextReader input, string name, Action<string> comment)
    {
        var number = 0;
        var isWhole = false;
        string? dn = null;
        var values = new Dictionary<string, List<ReadOnlyMemory<byte>>>(StringComparer.OrdinalIgnoreCase);
        await foreach (var line in UnfoldedAsync(input))
        {
            number++;
            if (line.StartsWith('#'))
            {
                comment(line);
                isWhole |= Ends.Any(end => line.StartsWith(end, StringComparison.Ordinal));
            }
            else if (line.Length == 0)
            {
                if (dn is not null) yield return Entry(dn, values);
                dn = null;
                values = new(StringComparer.OrdinalIgnoreCase);
            }
            else
            {
                var (attribute, value) = Split(line, name, number);
                if (attribute.Equals("dn", StringComparison.OrdinalIgnoreCase)) dn = Encoding.UTF8.GetString(value);
                else if (dn is not null) Add(values, attribute, value);
                else if (!attribute.Equals("version", StringComparison.OrdinalIgnoreCase)) throw new FormatException($"{name}, about line {number}: an entry begins with dn:");
            }
        }

        if (dn is not null) yield return Entry(dn, values);
        if (!isWhole) throw new FormatException($"{name} has no end: '{DomainExport.End}' (or ldapsearch's '# numEntries:') is missing. What is not in a part of a directory must not be taken for gone; export it again.");
    }

    private static LdapEntry Entry(string dn, Dictionary<string, List<ReadOnlyMemory<byte>>> values) =>
        new(dn, [.. values.Select(entry => new LdapAttribute(entry.Key, entry.Value))], []);

    private static void Add(Dictionary<string, List<ReadOnlyMemory<byte>>> values, string attribute, byte[] value)
    {
        if (!values.TryGetValue(attribute, out var list)) values[attribute] = list = [];
        list.Add(value);
    }

    private static (string Attribute, byte[] Value) Split(string line, string name, int number)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0) throw new FormatException($"{name}, about line {number}: '{line}' is neither attribute: value nor a comment.");
        var rest = line[(colon + 1)..];
        return (line[..colon], rest.StartsWith(':') ? Convert.FromBase64String(rest[1..].Trim()) : Encoding.UTF8.GetBytes(rest.TrimStart(' ')));
    }

    // A line that begins with a blank goes on with the one before.
    private static async IAsyncEnumerable<string> UnfoldedAsync(TextReader input)
    {
        StringBuilder? whole = null;
        while (await input.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(' ') && whole is not null)
            {
                whole.Append(line.AsSpan(1));
                continue;
            }

            if (whole is not null) yield return whole.ToString();
            whole = new StringBuilder(line);
        }

        if (whole is not null) yield return whole.ToString();
    }

    private static bool IsSafe(string value) =>
        value.Length == 0 || (!" :<".Contains(value[0], StringComparison.Ordinal) && value[^1] != ' ' && value.All(letter => letter is >= ' ' and < (char)127));
}
