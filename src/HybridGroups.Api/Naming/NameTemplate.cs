namespace HybridGroups.Api.Naming;

/// <summary>Names with placeholders, for example {displayName}.</summary>
public static class NameTemplate
{
    /// <summary>What the names of groups made in Entra can be made of.</summary>
    public static IReadOnlyList<string> EntraPlaceholders { get; } = ["displayName", "cn", "samAccountName", "domain"];

    /// <summary>What the names of groups made in Active Directory can be made of.</summary>
    public static IReadOnlyList<string> ActiveDirectoryPlaceholders { get; } = ["displayName", "objectId", "objectIdSuffix", "mailNickname"];

    /// <summary>What is wrong with a template; null when nothing is.</summary>
    public static string? ProblemOf(string template, IReadOnlyList<string> placeholders)
    {
        var known = $"known are {string.Join(", ", placeholders.Select(name => $"{{{name}}}"))}";
        var found = 0;
        for (var index = 0; index < template.Length; index++)
        {
            if (template[index] == '}')
            {
                return $"has a }} at character {index + 1} without a {{ before it";
            }

            if (template[index] != '{')
            {
                continue;
            }

            var end = template.IndexOf('}', index);
            if (end < 0)
            {
                return $"has a {{ at character {index + 1} that is not closed";
            }

            var name = template[(index + 1)..end];
            if (!placeholders.Contains(name, StringComparer.Ordinal))
            {
                return $"has the placeholder {{{name}}}, which is not known; {known}";
            }

            found++;
            index = end;
        }

        return found == 0 ? $"has no placeholder, so all groups would have one name; {known}" : null;
    }

    /// <summary>Puts values in place of the placeholders of a template that has no problem.</summary>
    public static string Fill(string template, Func<string, string> valueOf)
    {
        var text = new System.Text.StringBuilder(template.Length * 2);
        for (var index = 0; index < template.Length; index++)
        {
            if (template[index] == '{' && template.IndexOf('}', index) is var end and > 0)
            {
                text.Append(valueOf(template[(index + 1)..end]));
                index = end;
            }
            else
            {
                text.Append(template[index]);
            }
        }

        return text.ToString();
    }
}
