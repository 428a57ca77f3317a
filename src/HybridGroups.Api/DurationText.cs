using System.Globalization;
using System.Text.RegularExpressions;

namespace HybridGroups.Api;

/// <summary>Durations as people write them in manifests: 30s, 2m, 1h30m.</summary>
public static partial class DurationText
{
    /// <summary>What the API server accepts.</summary>
    public const string Pattern = "^([0-9]+h)?([0-9]+m)?([0-9]+s)?$";

    /// <summary>Reads a duration; null when the text is none.</summary>
    public static TimeSpan? TryParse(string text)
    {
        var match = Parts().Match(text);
        if (!match.Success || text.Length == 0)
        {
            return null;
        }

        double seconds = 0;
        foreach (var (group, unit) in new[] { ("h", 3600), ("m", 60), ("s", 1) })
        {
            if (match.Groups[group] is { Success: true, Value: var digits })
            {
                seconds += double.Parse(digits, CultureInfo.InvariantCulture) * unit;
            }
        }

        return seconds <= TimeSpan.FromDays(365).TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    [GeneratedRegex("^((?<h>[0-9]{1,9})h)?((?<m>[0-9]{1,9})m)?((?<s>[0-9]{1,9})s)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parts();
}
