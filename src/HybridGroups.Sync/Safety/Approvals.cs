namespace HybridGroups.Sync.Safety;

/// <summary>
/// Which held changes a person has approved. An approval is of exactly the changes that were shown under a hash, and stays good
/// for them while they become fewer: a busy directory must not make approving impossible.
/// </summary>
public sealed class Approvals
{
    private const int MostShown = 16;

    private readonly Dictionary<string, IReadOnlySet<string>> shown = new(StringComparer.Ordinal);
    private readonly Queue<string> inOrder = new();
    private IReadOnlySet<string> approved = new HashSet<string>(StringComparer.Ordinal);
    private bool isUsed;

    /// <summary>The hash whose approval counts now.</summary>
    public string? ApprovedHash { get; private set; }

    /// <summary>These changes were published under their hash.</summary>
    public void Shown(HeldChanges held)
    {
        var hash = held.Hash;
        if (!shown.TryAdd(hash, held.Keys)) return;
        inOrder.Enqueue(hash);
        // The oldest goes: somebody may be looking at the newest.
        if (inOrder.Count > MostShown) shown.Remove(inOrder.Dequeue());
    }

    /// <summary>A person has approved what was shown under this hash. False when nothing was: then it approves what has exactly this hash.</summary>
    public void Approve(string hash)
    {
        if (string.Equals(ApprovedHash, hash, StringComparison.Ordinal)) return;
        ApprovedHash = hash;
        isUsed = false;
        approved = shown.GetValueOrDefault(hash) ?? new HashSet<string>(StringComparer.Ordinal);
    }

    public bool Cover(HeldChanges held) =>
        ApprovedHash is not null && !isUsed && (string.Equals(held.Hash, ApprovedHash, StringComparison.Ordinal) || (approved.Count > 0 && held.Keys.IsSubsetOf(approved)));

    /// <summary>Nothing is approved any more.</summary>
    public void Withdraw() => (ApprovedHash, isUsed, approved) = (null, false, new HashSet<string>(StringComparer.Ordinal));

    /// <summary>What was approved is done: the same again needs a new approval.</summary>
    public void Used() => isUsed = true;
}
