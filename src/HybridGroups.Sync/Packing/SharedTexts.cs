using System.Runtime.InteropServices;

namespace HybridGroups.Sync.Packing;

/// <summary>Texts that many objects have, each once and under a number: most values of a directory are the same few.</summary>
internal sealed class SharedTexts
{
    // Longer ones are descriptions and identifiers: all different, and not worth a look.
    private const int LongestShared = 64;
    private const int FewestSlots = 1 << 8;
    private const int MostSlots = 1 << 16;

    private readonly List<string> texts;
    private (int Hash, int Object)[] seen = [];
    private int unshared;
    private Dictionary<string, int>? numbers;

    public SharedTexts(IEnumerable<string> known) => texts = [.. known];

    public IReadOnlyList<string> All => texts;

    public string this[int number] => texts[number];

    /// <summary>The number of a text; null when it is not shared, because nobody else has had it lately.</summary>
    /// <param name="text">The text.</param>
    /// <param name="owner">Whose it is: what one object says several times is shared with nobody by that.</param>
    public int? NumberOf(string text, int owner)
    {
        if (text.Length > LongestShared) return null;
        numbers ??= texts.Select(KeyValuePair.Create<string, int>).ToDictionary(StringComparer.Ordinal);
        if (numbers.TryGetValue(text, out var number)) return number;
        // As many places as there is use for; what was seen in the smaller one will be seen again.
        if (unshared++ >= seen.Length && seen.Length < MostSlots) seen = new (int, int)[Math.Max(FewestSlots, seen.Length * 4)];
        var hash = text.GetHashCode(StringComparison.Ordinal);
        ref var slot = ref seen[hash & (seen.Length - 1)];
        if (slot.Object == 0 || slot.Hash != hash || slot.Object == owner)
        {
            slot = (hash, owner);
            return null;
        }

        numbers.Add(text, texts.Count);
        texts.Add(text);
        return texts.Count - 1;
    }
}
