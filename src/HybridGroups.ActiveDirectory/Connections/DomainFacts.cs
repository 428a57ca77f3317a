using HybridGroups.ActiveDirectory.Mapping;
using HybridGroups.ActiveDirectory.Schema;
using Ldap;

namespace HybridGroups.ActiveDirectory.Connections;

/// <summary>What a domain controller says of its domain.</summary>
internal sealed record DomainFacts(
    DistinguishedName BaseName,
    Guid DomainId,
    SecurityIdentifier DomainSid,
    DistinguishedName Configuration,
    SchemaFacts Schema,
    bool HasRecycleBin,
    bool IsSamba,
    IReadOnlyList<string> DomainControllers)
{
    private const string RecycleBinFeature = "766ddcd8-acd0-445e-f3b9-a7f9b6744f2a";

    public string DnsName => string.Join('.', BaseName.Rdns.Where(IsDomainComponent).Select(rdn => rdn.Value));

    public static async Task<DomainFacts> ReadAsync(LdapConnection connection, DistinguishedName? baseName, CancellationToken cancellation)
    {
        var root = await connection.ReadAsync(
            DistinguishedName.Root,
            ["defaultNamingContext", "configurationNamingContext", "schemaNamingContext", "vendorName"],
            cancellation);
        if (root?.Text("defaultNamingContext") is not { } naming
            || root.Text("configurationNamingContext") is not { } configuration
            || root.Text("schemaNamingContext") is not { } schema)
            throw new FormatException($"{connection.Endpoint} is a directory server, but not an Active Directory domain controller.");

        var domain = baseName is null ? DistinguishedName.Parse(naming) : DomainOf(baseName);
        var head = await connection.ReadAsync(domain, ["objectGUID", "objectSid"], cancellation);
        if (head?.Bytes("objectGUID") is not { Length: 16 } id || head.Bytes("objectSid") is not { } sid)
            throw new FormatException($"{domain} is not the root of a domain that {connection.Endpoint} serves.");

        var configurationName = DistinguishedName.Parse(configuration);
        return new DomainFacts(
            domain,
            new Guid(id.Span),
            SecurityIdentifier.Read(sid.Span),
            configurationName,
            await SchemaFacts.ReadAsync(connection, DistinguishedName.Parse(schema), cancellation),
            await HasRecycleBinAsync(connection, configurationName, cancellation),
            root.Text("vendorName")?.Contains("Samba", StringComparison.OrdinalIgnoreCase) == true,
            await ReadDomainControllersAsync(connection, configurationName, domain, cancellation));
    }

    private static bool IsDomainComponent(RelativeDistinguishedName rdn) => rdn.Type.Equals("DC", StringComparison.OrdinalIgnoreCase);

    // A base below the root of its domain is a scope; changes are only told for the whole of a domain.
    private static DistinguishedName DomainOf(DistinguishedName name)
    {
        var domain = name;
        while (domain.Depth > 0 && !IsDomainComponent(domain.Rdn)) domain = domain.Parent!;
        return domain;
    }

    private static async Task<bool> HasRecycleBinAsync(LdapConnection connection, DistinguishedName configuration, CancellationToken cancellation)
    {
        var partitions = await connection.ReadAsync(
            configuration.Child("CN", "Partitions"), ["msDS-EnabledFeature"], cancellation, LdapControls.ExtendedName);
        return partitions?.Texts("msDS-EnabledFeature")
            .Any(feature => feature.Contains(RecycleBinFeature, StringComparison.OrdinalIgnoreCase)
                || feature.Contains("CN=Recycle Bin Feature,", StringComparison.OrdinalIgnoreCase)) == true;
    }

    private static async Task<IReadOnlyList<string>> ReadDomainControllersAsync(
        LdapConnection connection,
        DistinguishedName configuration,
        DistinguishedName domain,
        CancellationToken cancellation)
    {
        // The settings object says which domains a server holds; the server object above it says its name.
        var request = new LdapSearchRequest(
            configuration.Child("CN", "Sites"),
            LdapScope.Subtree,
            LdapFilter.AllOf(LdapFilter.Is("objectClass", "nTDSDSA"), LdapFilter.Is("hasMasterNCs", domain.ToString())))
        {
            Attributes = ["1.1"],
        };
        var hosts = new List<string>();
        foreach (var settings in await connection.FindAsync(request, cancellation))
        {
            if (settings.Name.Parent is { } name
                && (await connection.ReadAsync(name, ["dNSHostName"], cancellation))?.Text("dNSHostName") is { Length: > 0 } host)
                hosts.Add(host);
        }

        return hosts;
    }
}
