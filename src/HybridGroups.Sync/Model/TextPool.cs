using System.Runtime.InteropServices;

namespace HybridGroups.Sync.Model;

/// <summary>Keeps equal texts and equal lists of names once: most values of a directory are the same few.</summary>
public sealed class TextPool
{
    // Identifiers are all different: keeping them here would cost more than it saves.
    private const int LongestShared = 64;

    /// <summary>One for all, in place of one for each object.</summary>
    public static readonly object True = true;

    /// <inheritdoc cref="True"/>
    public static readonly object False = false;

    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> shapes = new(StringComparer.Ordinal);

    public string Share(string text)
    {
        if (text.Length > LongestShared) return text;
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(texts, text, out _);
        return known ??= text;
    }

    /// <summary>Forgets the texts, so that those nobody uses any more can go; what was shared stays shared.</summary>
    public void Forget() => texts.Clear();

    internal string[] ShareNames(string[] names)
    {
        var key = string.Join('\n', names);
        if (shapes.TryGetValue(key, out var known)) return known;
        shapes[key] = names;
        return names;
    }
}
