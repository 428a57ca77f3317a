namespace HybridGroups.Sync.Ports;

/// <summary>Whether a directory answers.</summary>
public abstract record ProbeResult
{
    private ProbeResult()
    {
    }

    /// <param name="Server">Which server answered.</param>
    /// <param name="NamingContext">The domain it serves; null for Entra.</param>
    public sealed record Answers(Uri Server, string? NamingContext) : ProbeResult;

    /// <param name="Message">Which server was asked, why it did not answer, and what to do.</param>
    public sealed record Silent(string Message) : ProbeResult;
}
