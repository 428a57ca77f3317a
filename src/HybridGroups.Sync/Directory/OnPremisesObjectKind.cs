namespace HybridGroups.Sync.Directory;

public enum OnPremisesObjectKind
{
    User,
    Group,
    Contact,
    Device,
    ForeignSecurityPrincipal,
}
