namespace HybridGroups.Sync.Intents;

public enum IntentKind
{
    GroupSync,
    Writeback,
    DynamicRule,
}
