namespace HybridGroups.Sync.Model.Matching;

/// <summary>What two objects must share to be the same one: an identity where it is one, else a text.</summary>
internal readonly record struct MatchKey(Guid Id, string? Text)
{
    public static MatchKey? Of(string? text) => string.IsNullOrEmpty(text) ? null : new MatchKey(Guid.Empty, text);

    public static MatchKey? OfId(Guid? id) => id is { } known ? new MatchKey(known, null) : null;
}
