using System.Globalization;

namespace HybridGroups.Entra.Throttling;

/// <summary>Reads the header in every form it comes in: whole seconds, decimal seconds, a date.</summary>
internal static class RetryAfter
{
    public static TimeSpan? Parse(string? text, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(Math.Ceiling(seconds));
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return null;
        return time > now ? time - now : TimeSpan.Zero;
    }
}
