using System.Globalization;

namespace HybridGroups.Api;

/// <summary>Times of a day as people write them in manifests: 06:00, 20:30, and 24:00 for the end of the day.</summary>
public static class ClockText
{
    /// <summary>What the API server accepts.</summary>
    public const string Pattern = "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$";

    private const string EndOfDay = "24:00";

    /// <summary>How long after midnight; null when the text is no time.</summary>
    public static TimeSpan? TryParse(string text) =>
        text == EndOfDay ? TimeSpan.FromDays(1)
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToTimeSpan()
        : null;
}
