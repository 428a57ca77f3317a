using System.Globalization;
using System.Text;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Model;

namespace HybridGroups.Sync.Planning;

/// <summary>What groups are called in the other directory.</summary>
internal static class GroupNaming
{
    private const int LongestCommonName = 64;
    private const int LongestAccountName = 256;
    private const int SuffixLength = 12;
    private const int LongestNickname = 64;
    private const int LongestDisplayName = 256;

    // What sAMAccountName must not hold.
    private const string NotInAccountNames = "\"/\\[]:;|=,+*?<>@";
    private const string NotInNicknames = "@()\\[]\";:<>,. ";

    /// <summary>The last twelve digits of an object id: what tells groups of one name apart.</summary>
    public static string Suffix(Guid id) => id.ToString("D")[^SuffixLength..];

    public static string CommonName(WritebackIntent intent, CloudGroupView group) => intent.CommonName switch
    {
        "GroupId" => $"Group_{group.Id:D}",
        "DisplayName" => WithSuffix(Clean(group.DisplayName), group.Id),
        _ => Cut(Clean(Fill(intent.CommonName, group)), LongestCommonName),
    };

    /// <summary>The same name for a group that finds it taken.</summary>
    public static string WithSuffix(string name, Guid id) =>
        name.Length <= LongestCommonName && name.EndsWith("_" + Suffix(id), StringComparison.OrdinalIgnoreCase) ? name : $"{Cut(name, LongestCommonName - SuffixLength - 1)}_{Suffix(id)}";

    public static string AccountName(WritebackIntent intent, CloudGroupView group, string commonName) =>
        AccountName(intent.SamAccountName is null ? commonName : Fill(intent.SamAccountName, group));

    public static string AccountName(string name)
    {
        var kept = new string([.. name.Where(letter => !char.IsControl(letter)).Select(letter => NotInAccountNames.Contains(letter, StringComparison.Ordinal) ? '_' : letter)]);
        return Cut(kept.Trim().TrimEnd('.', ' '), LongestAccountName);
    }

    public static string Nickname(string name, Guid id)
    {
        var plain = name.Normalize(NormalizationForm.FormD).Where(letter =>
            letter < 128 && !char.IsControl(letter) && !NotInNicknames.Contains(letter, StringComparison.Ordinal)
            && CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark);
        var kept = new string([.. plain]);
        return kept.Length == 0 ? $"group_{Suffix(id)}" : $"{Cut(kept, LongestNickname - SuffixLength - 1)}_{Suffix(id)}";
    }

    public static string DisplayName(string name) => Cut(name.Trim(), LongestDisplayName);

    public static string Fill(string template, Func<string, string> valueOf)
    {
        var text = new StringBuilder(template.Length * 2);
        for (var index = 0; index < template.Length; index++)
        {
            var end = template[index] == '{' ? template.IndexOf('}', index) : -1;
            if (end < 0)
            {
                text.Append(template[index]);
                continue;
            }

            text.Append(valueOf(template[(index + 1)..end]));
            index = end;
        }

        return text.ToString();
    }

    private static string Fill(string template, CloudGroupView group) => Fill(template, name => name switch
    {
        "displayName" => group.DisplayName,
        "objectId" => group.Id.ToString("D"),
        "objectIdSuffix" => Suffix(group.Id),
        "mailNickname" => group.MailNickname ?? Suffix(group.Id),
        _ => string.Empty,
    });

    private static string Clean(string name) => new([.. name.Trim().Select(letter => char.IsControl(letter) ? ' ' : letter)]);

    // Never through the middle of a surrogate pair.
    public static string Cut(string text, int length)
    {
        if (text.Length <= length) return text;
        var end = char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
        return text[..end].TrimEnd();
    }
}
