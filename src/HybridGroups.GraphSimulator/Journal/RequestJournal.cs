namespace HybridGroups.GraphSimulator.Journal;

/// <summary>The last requests, in order, and how many there were.</summary>
internal sealed class RequestJournal
{
    private const int Most = 500_000;
    private readonly Queue<JournalEntry> entries = new();
    private long sequence;

    public IReadOnlyCollection<JournalEntry> Entries => entries;

    public long NextSequence() => ++sequence;

    public void Add(JournalEntry entry)
    {
        if (entries.Count == Most)
            entries.Dequeue();
        entries.Enqueue(entry);
    }

    public void Clear() => entries.Clear();
}
