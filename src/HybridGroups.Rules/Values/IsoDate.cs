using System.Globalization;

namespace HybridGroups.Rules.Values;

/// <summary>ISO 8601 dates and date-times, and nothing else that a lenient parser would guess at.</summary>
public static class IsoDate
{
    /// <param name="zoneMissing">It has a time but no zone; UTC was assumed.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset instant, out bool zoneMissing)
    {
        instant = default;
        zoneMissing = false;
        if (text.Length < 10 || text.Length > 40 || text[4] != '-' || text[7] != '-'
            || !Digits(text[..4], out var year) || !Digits(text[5..7], out var month) || !Digits(text[8..10], out var day)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        var local = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified);
        var rest = text[10..];
        var zone = TimeSpan.Zero;
        if (!rest.IsEmpty)
        {
            if (rest[0] is not ('T' or 't') || !Time(rest[1..], out var time, out rest) || !Zone(rest, out zone, out zoneMissing))
            {
                return false;
            }

            local += time;
        }

        var ticks = local.Ticks - zone.Ticks;
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        instant = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }

    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset instant) => TryParse(text, out instant, out _);

    public static string Format(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static bool Time(ReadOnlySpan<char> text, out TimeSpan time, out ReadOnlySpan<char> rest)
    {
        time = default;
        rest = default;
        if (text.Length < 5 || text[2] != ':' || !Digits(text[..2], out var hour) || !Digits(text[3..5], out var minute) || hour > 23 || minute > 59)
        {
            return false;
        }

        rest = text[5..];
        var second = 0;
        long fraction = 0;
        if (rest.Length >= 3 && rest[0] == ':')
        {
            if (!Digits(rest[1..3], out second) || second > 59)
            {
                return false;
            }

            rest = rest[3..];
            if (!Fraction(ref rest, out fraction))
            {
                return false;
            }
        }

        time = new TimeSpan(0, hour, minute, second) + new TimeSpan(fraction);
        return true;
    }

    // Finer than a tick cannot be told apart; the digits behind the seventh are read and left out.
    private static bool Fraction(ref ReadOnlySpan<char> rest, out long ticks)
    {
        ticks = 0;
        if (rest.IsEmpty || rest[0] != '.')
        {
            return true;
        }

        var at = 1;
        var unit = TimeSpan.TicksPerSecond / 10;
        for (; at < rest.Length && char.IsAsciiDigit(rest[at]); at++)
        {
            ticks += (rest[at] - '0') * unit;
            unit /= 10;
        }

        rest = rest[at..];
        return at > 1;
    }

    private static bool Zone(ReadOnlySpan<char> text, out TimeSpan zone, out bool missing)
    {
        zone = TimeSpan.Zero;
        missing = text.IsEmpty;
        if (missing || text is "Z" or "z")
        {
            return true;
        }

        if (text[0] is not ('+' or '-') || text.Length is not (3 or 5 or 6) || !Digits(text[1..3], out var hours))
        {
            return false;
        }

        var minutes = 0;
        var wellFormed = text.Length switch
        {
            5 => Digits(text[3..], out minutes),
            6 => text[3] == ':' && Digits(text[4..], out minutes),
            _ => true,
        };
        zone = new TimeSpan(hours, minutes, 0) * (text[0] == '-' ? -1 : 1);
        return wellFormed && hours <= 14 && minutes <= 59;
    }

    private static bool Digits(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
