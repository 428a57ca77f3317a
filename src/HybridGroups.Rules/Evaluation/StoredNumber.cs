using System.Globalization;

namespace HybridGroups.Rules.Evaluation;

internal static class StoredNumber
{
    public static bool TryParse(ReadOnlySpan<char> stored, out decimal number) =>
        decimal.TryParse(stored, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
}
