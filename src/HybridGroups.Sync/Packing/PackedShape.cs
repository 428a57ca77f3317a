namespace HybridGroups.Sync.Packing;

/// <summary>What objects with values of the same names have in common.</summary>
internal sealed class PackedShape(string[] names, SharedTexts texts, StringComparison comparison)
{
    public IReadOnlyList<string> Names => names;

    public SharedTexts Texts => texts;

    public int IndexOf(string name)
    {
        for (var index = 0; index < names.Length; index++)
        {
            if (names[index].Equals(name, comparison)) return index;
        }

        return -1;
    }
}
