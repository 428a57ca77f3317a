namespace HybridGroups.GraphSimulator.Schema;

/// <summary>The directory object types the tenant holds.</summary>
public enum ObjectKind
{
    User,
    Group,
    Device,
    ServicePrincipal,
    OrgContact,
    Application,
}
