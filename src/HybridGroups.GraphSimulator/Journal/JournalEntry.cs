namespace HybridGroups.GraphSimulator.Journal;

/// <summary>One request as the simulator saw it. Items of a batch have entries of their own. Credentials are never in it.</summary>
public sealed record JournalEntry(
    long Sequence,
    DateTimeOffset At,
    string Method,
    string Path,
    int Status,
    string? ClientRequestId,
    string? BatchItem,
    string? Fault,
    bool Committed,
    int ResourceUnits,
    int Writes)
{
    public bool IsHttpRequest => BatchItem is null;
}
