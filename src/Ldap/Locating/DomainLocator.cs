using System.Security.Cryptography;

namespace Ldap;

/// <summary>Finds the domain controllers of a domain where they register themselves: in its DNS.</summary>
public sealed class DomainLocator(string domain, LdapTransportSecurity security, NameServers names)
{
    /// <summary>The name below which every domain controller of the domain is.</summary>
    public string Record { get; } = $"_ldap._tcp.dc._msdcs.{domain}";

    /// <summary>Those found, in the order in which they are to be asked; or why there are none.</summary>
    public async Task<LocatedServers> FindAsync(CancellationToken cancellation)
    {
        try
        {
            var records = await names.FindAsync(Record, cancellation);
            return records.Count == 0
                ? new LocatedServers([], $"DNS knows no {Record}.")
                : new LocatedServers([.. Order(records, RandomNumberGenerator.GetInt32).Select(EndpointOf)], Problem: null);
        }
        catch (Exception e) when (e is NameServersException or FormatException)
        {
            return new LocatedServers([], e.Message);
        }
    }

    /// <summary>By priority; among those of one priority by lot, as their weights say (RFC 2782).</summary>
    internal static IEnumerable<ServiceRecord> Order(IReadOnlyList<ServiceRecord> records, Func<int, int> lot)
    {
        foreach (var equals in records.GroupBy(record => record.Priority).OrderBy(group => group.Key))
        {
            // Those without a weight first, so that they are drawn only when the lot is zero.
            var left = equals.OrderBy(record => record.Weight).ToList();
            while (left.Count > 0)
            {
                var drawn = lot(left.Sum(record => record.Weight) + 1);
                var index = left.FindIndex(record => (drawn -= record.Weight) <= 0);
                yield return left[index];
                left.RemoveAt(index);
            }
        }
    }

    // What they register is the port without TLS, on which StartTLS is spoken; LDAPS has its own, and no record.
    private LdapEndpoint EndpointOf(ServiceRecord record) =>
        LdapEndpoint.For(record.Host, security == LdapTransportSecurity.Tls ? null : record.Port, security);
}
