using System.Text;

namespace Ldap;

/// <summary>The escaping of RFC 4514, in the direction of writing.</summary>
internal static class NameEscaping
{
    public static string Escape(string value)
    {
        StringBuilder? text = null;
        for (var i = 0; i < value.Length; i++)
        {
            var escaped = EscapeAt(value, i);
            if (escaped is null)
            {
                text?.Append(value[i]);
                continue;
            }

            text ??= new StringBuilder(value, 0, i, value.Length + 8);
            text.Append(escaped);
        }

        return text?.ToString() ?? value;
    }

    private static string? EscapeAt(string value, int index)
    {
        var c = value[index];
        var first = index == 0;
        var last = index == value.Length - 1;
        return c switch
        {
            '"' or '+' or ',' or ';' or '<' or '>' or '\\' or '=' => "\\" + c,
            '#' when first => "\\#",
            ' ' when first || last => "\\ ",
            // A line feed is what a directory puts into the names of replication conflicts and of tombstones.
            < ' ' or '\x7f' => "\\" + ((int)c).ToString("X2"),
            _ => null,
        };
    }
}
