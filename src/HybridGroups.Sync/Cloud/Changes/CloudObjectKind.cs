namespace HybridGroups.Sync.Cloud.Changes;

/// <summary>The kinds of cloud object that are followed by change rounds.</summary>
public enum CloudObjectKind
{
    User,
    Group,
    Device,
}
