using System.Text.RegularExpressions;

namespace HybridGroups.Entra.Requests;

/// <summary>
/// The only DELETEs that ever leave this process. A path that names a member or owner without /$ref would delete the user instead of the
/// link, so nothing that is not on this list is sent, whoever built it.
/// </summary>
internal static partial class DeletionGuard
{
    public static void Check(HttpMethod method, string path)
    {
        if (method == HttpMethod.Delete && !Allowed().IsMatch(path))
            throw new InvalidOperationException($"This deletion is not one that this program makes: {path}");
    }

    [GeneratedRegex(@"\A/?(groups/[0-9a-f-]{36}|groups/[0-9a-f-]{36}/(members|owners)/[0-9a-f-]{36}/\$ref|subscriptions/[0-9a-f-]{36})\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Allowed();
}
