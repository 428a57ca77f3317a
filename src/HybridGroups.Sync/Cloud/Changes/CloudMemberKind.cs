namespace HybridGroups.Sync.Cloud.Changes;

public enum CloudMemberKind : byte
{
    User,
    Group,
    Device,
    ServicePrincipal,
    Contact,
    Unknown,
}
