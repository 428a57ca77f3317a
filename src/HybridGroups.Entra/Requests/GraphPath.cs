namespace HybridGroups.Entra.Requests;

/// <summary>Paths, built in one place and from typed ids only.</summary>
internal static class GraphPath
{
    public static string Group(Guid group) => $"/groups/{group:D}";

    public static string GroupByUniqueName(string uniqueName) =>
        $"/groups(uniqueName='{Uri.EscapeDataString(uniqueName.Replace("'", "''", StringComparison.Ordinal))}')";

    public static string Members(Guid group) => $"/groups/{group:D}/members";

    public static string NewMember(Guid group) => $"/groups/{group:D}/members/$ref";

    /// <summary>The membership. Without its last segment this would be the member itself.</summary>
    public static string Membership(Guid group, Guid member) => $"/groups/{group:D}/members/{member:D}/$ref";

    public static string Owners(Guid group) => $"/groups/{group:D}/owners";

    public static string NewOwner(Guid group) => $"/groups/{group:D}/owners/$ref";

    /// <summary>The ownership; never without its last segment.</summary>
    public static string Ownership(Guid group, Guid owner) => $"/groups/{group:D}/owners/{owner:D}/$ref";

    public static string Select(string path, params string[] properties) => $"{path}?$select={string.Join(',', properties)}";

    public static string DirectoryObject(string root, Guid id) => $"{root}/v1.0/directoryObjects/{id:D}";
}
