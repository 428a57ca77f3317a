using System.Globalization;
using System.Text.RegularExpressions;

namespace Ldap;

/// <summary>
/// What Active Directory puts into the diagnostic text of a result: a Windows error code at the beginning and, for a failed
/// bind, the reason as <c>data 52e</c>.
/// </summary>
internal sealed partial record ExtendedError(int? Code, int? BindReason)
{
    public static ExtendedError Read(string diagnostic) =>
        new(Hexadecimal(LeadingCode().Match(diagnostic)), Hexadecimal(BindData().Match(diagnostic)));

    private static int? Hexadecimal(Match match) =>
        match.Success && uint.TryParse(match.Groups["code"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code)
            ? unchecked((int)code)
            : null;

    [GeneratedRegex("^(?<code>[0-9A-Fa-f]{8}): ", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex LeadingCode();

    [GeneratedRegex("AcceptSecurityContext error, data (?<code>[0-9A-Fa-f]{1,8}),", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex BindData();
}
