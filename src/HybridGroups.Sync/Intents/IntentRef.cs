namespace HybridGroups.Sync.Intents;

/// <summary>Who wants something: the object that says so, as it was at one generation.</summary>
public sealed record IntentRef(IntentKind Kind, string Name, long Generation)
{
    /// <summary>The same object at whatever generation.</summary>
    public string Key => $"{Kind}/{Name}";

    public override string ToString() => Kind switch
    {
        IntentKind.GroupSync => $"group sync of {Name}",
        IntentKind.Writeback => $"policy {Name}",
        _ => $"rule {Name}",
    };
}
