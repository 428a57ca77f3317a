namespace Ldap;

/// <summary>The controls in use, by their object identifiers.</summary>
public static class LdapControlOid
{
    public const string PagedResults = "1.2.840.113556.1.4.319";
    public const string DirSync = "1.2.840.113556.1.4.841";
    public const string ChangeNotification = "1.2.840.113556.1.4.528";
    public const string SecurityDescriptorFlags = "1.2.840.113556.1.4.801";
    public const string ShowDeleted = "1.2.840.113556.1.4.417";
    public const string ShowRecycled = "1.2.840.113556.1.4.2064";
    public const string ShowDeactivatedLinks = "1.2.840.113556.1.4.2065";
    public const string ExtendedName = "1.2.840.113556.1.4.529";
    public const string DomainScope = "1.2.840.113556.1.4.1339";
    public const string PermissiveModify = "1.2.840.113556.1.4.1413";
    public const string TreeDelete = "1.2.840.113556.1.4.805";
    public const string ServerSort = "1.2.840.113556.1.4.473";
    public const string ServerSortResponse = "1.2.840.113556.1.4.474";
    public const string MatchingRuleBitAnd = "1.2.840.113556.1.4.803";
}
