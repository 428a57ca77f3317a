using HybridGroups.ActiveDirectory.Schema;

namespace HybridGroups.ActiveDirectory.Mapping;

/// <summary>Which attributes are read.</summary>
internal static class MappedAttributes
{
    public const string Members = "member";

    private static readonly string[] Always =
    [
        "objectClass", "objectGUID", "objectSid", "ms-DS-ConsistencyGuid", "adminCount", "isCriticalSystemObject", "adminDescription",
        "groupType", "primaryGroupID", "userAccountControl", "sAMAccountName", "userPrincipalName", "cn", "displayName", "description",
        "info", "mail", "proxyAddresses", "givenName", "sn", "initials", "title", "department", "division", "company", "manager",
        "managedBy", "physicalDeliveryOfficeName", "streetAddress", "l", "st", "postalCode", "c", "co", "telephoneNumber", "mobile",
        "facsimileTelephoneNumber", "employeeID", "employeeNumber", "employeeType", "preferredLanguage", "accountExpires", "dNSHostName",
        "operatingSystem", "operatingSystemVersion", "whenCreated",
    ];

    private static readonly string[] Exchange =
    [
        "mailNickname", "targetAddress", "msExchRecipientTypeDetails", "msExchRecipientDisplayType", "msExchHideFromAddressLists",
        .. Enumerable.Range(1, 15).Select(number => $"extensionAttribute{number}"),
    ];

    // Asking for an attribute that the schema does not have is no error; but DirSync is asked for exactly these, and its cookie
    // is good only for the same list.
    public static IReadOnlyList<string> For(SchemaFacts schema, IReadOnlyList<string> further) =>
        [.. Always
            .Concat(schema.HasExchange ? Exchange : ["mailNickname"])
            .Concat(schema.HasExternalDirectoryObjectId ? ["msDS-ExternalDirectoryObjectId"] : [])
            .Concat(schema.HasObjectSoa ? ["msDS-ObjectSoa"] : [])
            .Concat(further)
            .Distinct(StringComparer.OrdinalIgnoreCase)];
}
