namespace HybridGroups.Sync.Ports;

/// <summary>An operation on the on-premises directory failed: what, why, and what to do.</summary>
public sealed class OnPremisesException(OnPremisesErrorKind kind, string message, string remedy, Exception? innerException = null)
    : Exception(message, innerException)
{
    public OnPremisesErrorKind Kind { get; } = kind;

    public string Remedy { get; } = remedy;
}
