using System.Text.RegularExpressions;

namespace Kube.Operator.Secrets;

/// <summary>
/// Takes out of a text what looks like a secret, before it goes into a condition or an event: messages of servers and
/// libraries are not ours, and some repeat what they were sent. It is the last net, not the first.
/// </summary>
public static partial class SecretScrubber
{
    private const string Removed = "[removed]";

    public static string Scrub(string text)
    {
        // Whole blocks first: what is inside them may look like something smaller.
        text = PrivateKey().Replace(text, Removed);
        text = UserInAddress().Replace(text, "${scheme}" + Removed + "@");
        text = Token().Replace(text, Removed);
        text = Authorization().Replace(text, "${name}" + Removed);
        return Named().Replace(text, "${name}" + Removed);
    }

    [GeneratedRegex("-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|$)", RegexOptions.Singleline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex PrivateKey();

    [GeneratedRegex("(?<scheme>[a-zA-Z][a-zA-Z0-9+.-]*://)[^/@\\s]+@", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex UserInAddress();

    /// <summary>A JSON Web Token: two or three parts, of which the first begins as JSON does.</summary>
    [GeneratedRegex("eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]*)?", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Token();

    [GeneratedRegex("(?<name>\\b(Bearer|Basic) +)[A-Za-z0-9+/=._~-]{6,}", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Authorization();

    [GeneratedRegex("(?<name>\\b(client_?secret|client_?assertion|access_?token|refresh_?token|password|passwd|pwd|api_?key|sig)\"?\\s*[=:]\\s*\"?)[^\\s\"&,;}]+", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Named();
}
