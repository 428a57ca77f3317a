namespace Kube.Operator.Informers;

/// <summary>How a <see cref="ReflectorStep"/> ended.</summary>
public abstract record ReflectorOutcome
{
    private ReflectorOutcome()
    {
    }

    /// <summary>All pages were read.</summary>
    public sealed record Listed(string ResourceVersion) : ReflectorOutcome;

    /// <summary>The watch ended without an error, as it does every few minutes.</summary>
    /// <param name="ResourceVersion">Up to where it came.</param>
    /// <param name="Events">How many events it carried.</param>
    /// <param name="Lasted">How long it was open.</param>
    public sealed record WatchEnded(string ResourceVersion, int Events, TimeSpan Lasted) : ReflectorOutcome;

    /// <summary>The server does not know streamed lists.</summary>
    public sealed record StreamingRefused : ReflectorOutcome;

    /// <summary>The resource version asked for is too old, or is one that this server has not reached.</summary>
    public sealed record Expired : ReflectorOutcome;

    /// <summary>The server is busy or not there. What was known stays good.</summary>
    /// <param name="ResourceVersion">Up to where a watch came before it failed; null when nothing was read.</param>
    /// <param name="RetryAfter">How long the server asks to wait.</param>
    public sealed record Unavailable(string? ResourceVersion, TimeSpan? RetryAfter) : ReflectorOutcome;

    /// <summary>Anything else went wrong.</summary>
    public sealed record Failed : ReflectorOutcome;
}
