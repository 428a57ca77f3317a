using System.Globalization;
using HybridGroups.ActiveDirectory.Mapping;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Ports;

namespace HybridGroups.ActiveDirectory.Exports;

/// <summary>What the engine knows of a domain, as LDIF. People are written as they come; groups at the end, for their members' names.</summary>
public sealed class DomainExport(TextWriter output)
{
    /// <summary>The last line. Without it a file is a part of a directory, and proves nothing.</summary>
    public const string End = "# end of export";

    internal const string DnsName = "# dnsName: ";
    internal const string Schema = "# schema: ";
    internal const string Exchange = "Exchange";
    internal const string ExternalId = "msDS-ExternalDirectoryObjectId";

    private readonly Dictionary<Guid, string> names = [];
    private readonly Dictionary<Guid, OnPremisesObject> groups = [];
    private readonly Dictionary<Guid, HashSet<Guid>> members = [];

    /// <summary>How many objects were written.</summary>
    public int Count => names.Count;

    public async Task WriteAsync(IOnPremisesDirectory domain, CancellationToken cancellation)
    {
        WriteHead(await domain.DescribeAsync(cancellation));
        // Reading tells one change after the other: whoever is no group is written at once, and forgotten but for the name.
        await domain.ReadAllAsync(Take, cancellation);
        foreach (var group in groups.Values.OrderBy(group => group.DistinguishedName, StringComparer.OrdinalIgnoreCase)) Write(group, members.GetValueOrDefault(group.Id));
        await output.WriteAsync($"{End}: {names.Count.ToString(CultureInfo.InvariantCulture)} objects\n");
    }

    private void WriteHead(DirectoryDescription description)
    {
        output.Write($"# Active Directory, as Hybrid Groups reads it\n{DnsName}{description.DnsName}\n");
        output.Write($"{Schema}{(description.HasExchange ? Exchange + " " : string.Empty)}{(description.HasExternalDirectoryObjectId ? ExternalId : string.Empty)}\n\n");
        output.Write($"dn: {description.DefaultNamingContext}\nobjectClass: domainDNS\n");
        if (SecurityIdentifier.TryParse(description.DomainSid, out var sid)) Ldif.Write(output, "objectSid", sid.ToBytes());
        output.Write("\n");
    }

    private void Take(OnPremisesChange change)
    {
        switch (change)
        {
            case OnPremisesChange.Upserted { Object: var item }:
                var isNew = names.TryAdd(item.Id, item.DistinguishedName);
                names[item.Id] = item.DistinguishedName;
                if (item.Kind == OnPremisesObjectKind.Group) groups[item.Id] = item;
                else if (isNew) Write(item, members: null);
                break;
            case OnPremisesChange.MembersReplaced replaced:
                members[replaced.Group] = [.. replaced.Members];
                break;
            case OnPremisesChange.MembersChanged changed:
                if (!members.TryGetValue(changed.Group, out var known)) members[changed.Group] = known = [];
                known.UnionWith(changed.Added);
                known.ExceptWith(changed.Removed);
                break;
            case OnPremisesChange.Gone gone:
                groups.Remove(gone.Id);
                break;
        }
    }

    private void Write(OnPremisesObject item, HashSet<Guid>? members)
    {
        Ldif.Write(output, "dn", item.DistinguishedName);
        foreach (var name in ClassesOf(item.Kind)) Ldif.Write(output, "objectClass", name);
        Ldif.Write(output, "objectGUID", item.Id.ToByteArray());
        if (item.SecurityIdentifier is not null && SecurityIdentifier.TryParse(item.SecurityIdentifier, out var sid)) Ldif.Write(output, "objectSid", sid.ToBytes());
        if (item.ConsistencyGuid is { } consistency) Ldif.Write(output, "ms-DS-ConsistencyGuid", consistency.ToByteArray());
        if (item.PrimaryGroupSid is not null) Ldif.Write(output, "primaryGroupID", item.PrimaryGroupSid.Split('-')[^1]);
        if (item.Protection.HasFlag(ProtectionReasons.AdminCount)) Ldif.Write(output, "adminCount", "1");
        if (item.Protection.HasFlag(ProtectionReasons.CriticalSystemObject)) Ldif.Write(output, "isCriticalSystemObject", "TRUE");
        if (item.Group is { } group) Ldif.Write(output, "groupType", group.Kind.Value.ToString(CultureInfo.InvariantCulture));
        foreach (var (attribute, values) in item.Attributes.OrderBy(entry => entry.Key, StringComparer.OrdinalIgnoreCase))
        {
            foreach (var value in values) Ldif.Write(output, attribute, value);
        }

        foreach (var member in (members ?? []).Select(member => names.GetValueOrDefault(member) ?? $"<GUID={member:D}>").Order(StringComparer.OrdinalIgnoreCase))
            Ldif.Write(output, MappedAttributes.Members, member);
        output.Write("\n");
    }

    private static string[] ClassesOf(OnPremisesObjectKind kind) => kind switch
    {
        OnPremisesObjectKind.Group => ["top", "group"],
        OnPremisesObjectKind.Contact => ["top", "person", "organizationalPerson", "contact"],
        OnPremisesObjectKind.Device => ["top", "person", "organizationalPerson", "user", "computer"],
        OnPremisesObjectKind.ForeignSecurityPrincipal => ["top", "foreignSecurityPrincipal"],
        _ => ["top", "person", "organizationalPerson", "user"],
    };
}
