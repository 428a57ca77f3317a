namespace HybridGroups.Sync.Cloud.Changes;

public enum CloudMemberKind
{
    User,
    Group,
    Device,
    ServicePrincipal,
    Contact,
    Unknown,
}
