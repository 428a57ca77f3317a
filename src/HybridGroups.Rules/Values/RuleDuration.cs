using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace HybridGroups.Rules.Values;

/// <summary>
/// An ISO 8601 duration with its sign. Months have no fixed length, so they are kept apart and added by the calendar;
/// a day is always 24 hours because everything is UTC.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RuleDuration(int Months, long Ticks)
{
    private const int MostMonths = 9999 * 12;

    public bool IsZero => Months == 0 && Ticks == 0;

    public static RuleDuration operator -(RuleDuration duration) => duration.Negate();

    /// <summary>Null when it is not a duration, or one that no calendar can hold.</summary>
    public static RuleDuration? Parse(ReadOnlySpan<char> text)
    {
        if (text.Length < 3 || text[0] is not ('P' or 'p'))
        {
            return null;
        }

        var time = false;
        var rank = 0;
        decimal months = 0;
        decimal seconds = 0;
        var at = 1;
        while (at < text.Length)
        {
            if (text[at] is 'T' or 't')
            {
                if (time || at == text.Length - 1)
                {
                    return null;
                }

                time = true;
                at++;
                continue;
            }

            if (!Number(text, ref at, out var number, out var whole) || at == text.Length)
            {
                return null;
            }

            var unit = Unit(char.ToUpperInvariant(text[at++]), time);
            if (unit.Rank <= rank || (!whole && unit.Rank != 7))
            {
                return null;
            }

            rank = unit.Rank;
            months += number * unit.Months;
            seconds += number * unit.Seconds;
        }

        return rank == 0 || months > MostMonths || seconds > MostMonths * 31m * 86400m
            ? null
            : new RuleDuration((int)months, (long)(seconds * TimeSpan.TicksPerSecond));
    }

    /// <summary>Years and months first, then the rest; at the ends of the calendar it stops there.</summary>
    public DateTimeOffset AddTo(DateTimeOffset instant)
    {
        try
        {
            return instant.ToUniversalTime().AddMonths(Months).AddTicks(Ticks);
        }
        catch (ArgumentOutOfRangeException)
        {
            return Months > 0 || Ticks > 0 ? DateTimeOffset.MaxValue : DateTimeOffset.MinValue;
        }
    }

    public RuleDuration Negate() => new(-Months, -Ticks);

    /// <summary>Without the sign, which rules write as -plus or -minus.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("P");
        var (years, months) = Math.DivRem(Math.Abs(Months), 12);
        var time = new TimeSpan(Math.Abs(Ticks));
        Append(text, years, 'Y');
        Append(text, months, 'M');
        Append(text, time.Days, 'D');
        if (time.Ticks % TimeSpan.TicksPerDay != 0)
        {
            text.Append('T');
            Append(text, time.Hours, 'H');
            Append(text, time.Minutes, 'M');
            var seconds = (time.Ticks % TimeSpan.TicksPerMinute) / (decimal)TimeSpan.TicksPerSecond;
            Append(text, seconds / 1.0000000m, 'S');
        }

        return text.Length == 1 ? "P0D" : text.ToString();
    }

    private static void Append(StringBuilder text, decimal number, char unit)
    {
        if (number != 0)
        {
            text.Append(number.ToString("0.#######", CultureInfo.InvariantCulture)).Append(unit);
        }
    }

    private static bool Number(ReadOnlySpan<char> text, ref int at, out decimal number, out bool whole)
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.'))
        {
            at++;
        }

        var digits = text[start..at];
        whole = !digits.Contains('.');
        number = 0;
        return digits.Length is > 0 and <= 18 && char.IsAsciiDigit(digits[0]) && char.IsAsciiDigit(digits[^1])
            && decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }

    private static (int Rank, int Months, int Seconds) Unit(char letter, bool time) => (letter, time) switch
    {
        ('Y', false) => (1, 12, 0),
        ('M', false) => (2, 1, 0),
        ('W', false) => (3, 0, 7 * 86400),
        ('D', false) => (4, 0, 86400),
        ('H', true) => (5, 0, 3600),
        ('M', true) => (6, 0, 60),
        ('S', true) => (7, 0, 1),
        _ => (0, 0, 0),
    };
}
