namespace HybridGroups.GraphSimulator.Routes;

/// <summary>Which application permissions open which calls: the least one first, then the wider ones.</summary>
internal static class Permissions
{
    public static readonly string[] ReadUsers = ["User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"];
    public static readonly string[] WriteUsers = ["User.ReadWrite.All", "Directory.ReadWrite.All"];
    public static readonly string[] ReadGroups =
        ["GroupMember.Read.All", "Group.Read.All", "GroupMember.ReadWrite.All", "Group.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"];
    public static readonly string[] CreateGroups = ["Group.Create", "Group.ReadWrite.All", "Directory.ReadWrite.All"];
    public static readonly string[] WriteGroups = ["Group.ReadWrite.All", "Directory.ReadWrite.All"];
    public static readonly string[] WriteMembers = ["GroupMember.ReadWrite.All", "Group.ReadWrite.All", "Directory.ReadWrite.All"];
    public static readonly string[] WriteLicences = ["LicenseAssignment.ReadWrite.All", "Group.ReadWrite.All", "Directory.ReadWrite.All"];
    public static readonly string[] SyncBehavior = ["Group-OnPremisesSyncBehavior.ReadWrite.All"];
    public static readonly string[] ReadDeleted = ["Group.Read.All", "Group.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"];
    public static readonly string[] ReadDevices = ["Device.Read.All", "Directory.Read.All", "Directory.ReadWrite.All"];
    public static readonly string[] ReadApplications = ["Application.Read.All", "Directory.Read.All", "Application.ReadWrite.All"];
    public static readonly string[] WriteApplications = ["Application.ReadWrite.OwnedBy", "Application.ReadWrite.All"];
    public static readonly string[] ReadContacts = ["OrgContact.Read.All", "Directory.Read.All"];
    public static readonly string[] ReadOrganization = ["Organization.Read.All", "User.Read.All", "Directory.Read.All"];
    public static readonly string[] ReadDomains = ["Domain.Read.All", "Directory.Read.All"];
    public static readonly string[] ReadSkus = ["LicenseAssignment.Read.All", "Organization.Read.All", "Directory.Read.All"];
    public static readonly string[] ReadSynchronization = ["OnPremDirectorySynchronization.Read.All"];
    public static readonly string[] ReadDirectory = ["Directory.Read.All", "Directory.ReadWrite.All"];
    public static readonly string[] ReadAnyObject =
        ["Directory.Read.All", "User.Read.All", "GroupMember.Read.All", "Group.Read.All", "Group.ReadWrite.All", "Device.Read.All"];
    public static readonly string[] ReadSettings = ["GroupSettings.Read.All", "Directory.Read.All"];
    public static readonly string[] Subscribe = ["Group.Read.All", "GroupMember.Read.All", "Group.ReadWrite.All", "User.Read.All", "Directory.Read.All"];

    /// <summary>What the reference lists as the grant of a synchronising application with write-back.</summary>
    public static readonly string[] FullGrant =
    [
        "User.Read.All", "GroupMember.Read.All", "Group.Read.All", "Group.ReadWrite.All", "GroupMember.ReadWrite.All", "Device.Read.All",
        "Application.Read.All", "OrgContact.Read.All", "Organization.Read.All", "Domain.Read.All", "LicenseAssignment.Read.All",
        "LicenseAssignment.ReadWrite.All", "Group-OnPremisesSyncBehavior.ReadWrite.All", "OnPremDirectorySynchronization.Read.All",
        "Directory.Read.All", "GroupSettings.Read.All", "RoleManagement.ReadWrite.Directory", "Application.ReadWrite.OwnedBy",
        "User.ReadWrite.All",
    ];

    public static string[] ToRead(Schema.ObjectKind kind) => kind switch
    {
        Schema.ObjectKind.User => ReadUsers,
        Schema.ObjectKind.Group => ReadGroups,
        Schema.ObjectKind.Device => ReadDevices,
        Schema.ObjectKind.OrgContact => ReadContacts,
        _ => ReadApplications,
    };
}
