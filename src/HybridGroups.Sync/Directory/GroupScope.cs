namespace HybridGroups.Sync.Directory;

public enum GroupScope
{
    Global,
    DomainLocal,
    Universal,

    /// <summary>Made by the system in CN=Builtin.</summary>
    Builtin,
}
