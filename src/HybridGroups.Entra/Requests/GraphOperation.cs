namespace HybridGroups.Entra.Requests;

/// <summary>What a call is for, and the least application permission it needs. A 403 names it.</summary>
internal sealed record GraphOperation(string Name, string Permission)
{
    public static readonly GraphOperation ReadUserChanges = new("Reading user changes", "User.Read.All");
    public static readonly GraphOperation ReadGroupChanges = new("Reading group changes", "GroupMember.Read.All");
    public static readonly GraphOperation ReadDeviceChanges = new("Reading device changes", "Device.Read.All");
    public static readonly GraphOperation ReadGroup = new("Reading a group", "GroupMember.Read.All");
    public static readonly GraphOperation ReadMembers = new("Reading the members of a group", "GroupMember.Read.All");
    public static readonly GraphOperation Resolve = new("Resolving object ids", "Directory.Read.All");
    public static readonly GraphOperation ReadDeletedGroups = new("Reading deleted groups", "Group.Read.All");
    public static readonly GraphOperation EnsureGroup = new("Creating a group", "Group.ReadWrite.All");
    public static readonly GraphOperation UpdateGroup = new("Changing a group", "Group.ReadWrite.All");
    public static readonly GraphOperation DeleteGroup = new("Deleting a group", "Group.ReadWrite.All");
    public static readonly GraphOperation RestoreGroup = new("Restoring a group", "Group.ReadWrite.All");
    public static readonly GraphOperation AddMembers = new("Adding members", "GroupMember.ReadWrite.All");
    public static readonly GraphOperation RemoveMember = new("Removing a member", "GroupMember.ReadWrite.All");
    public static readonly GraphOperation ReadOwners = new("Reading the owners of a group", "GroupMember.Read.All");
    public static readonly GraphOperation ChangeOwners = new("Changing the owners of a group", "Group.ReadWrite.All");
    public static readonly GraphOperation SetWriteback = new("Setting a writeback configuration", "Group.ReadWrite.All");
    public static readonly GraphOperation RemoveLicences = new("Removing licences from a group", "LicenseAssignment.ReadWrite.All");
    public static readonly GraphOperation ReadSourceOfAuthority = new("Reading a group's source of authority", "Group-OnPremisesSyncBehavior.ReadWrite.All");
    public static readonly GraphOperation SetSourceOfAuthority = new("Moving a group's source of authority", "Group-OnPremisesSyncBehavior.ReadWrite.All");
    public static readonly GraphOperation ReadRuleProcessing = new("Reading rule processing", "Group.Read.All");
    public static readonly GraphOperation ReadWriteback = new("Reading writeback configurations", "Group.Read.All");
    public static readonly GraphOperation ReadGroupSettings = new("Reading group settings", "GroupSettings.Read.All");
    public static readonly GraphOperation ReadTenant = new("Reading the organization", "Organization.Read.All");
    public static readonly GraphOperation ReadDomains = new("Reading domains", "Domain.Read.All");
    public static readonly GraphOperation ReadSkus = new("Reading subscribed products", "LicenseAssignment.Read.All");
    public static readonly GraphOperation ReadSynchronization = new("Reading synchronisation settings", "OnPremDirectorySynchronization.Read.All");
    public static readonly GraphOperation ReadExtensions = new("Reading extension properties", "Application.Read.All");
    public static readonly GraphOperation Subscribe = new("Subscribing to changes", "Group.Read.All");
    public static readonly GraphOperation Batch = new("Sending a batch", "");
}
