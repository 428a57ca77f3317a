using HybridGroups.ActiveDirectory.Exports;
using HybridGroups.Api.SyncConnectors;
using HybridGroups.Directories;
using HybridGroups.Entra.Exports;

namespace HybridGroups.Commands.Plans;

/// <summary>The files that stand for the directories of a connector.</summary>
internal sealed record Exports(string Domain, string Tenant)
{
    public static Exports? Of(string? domain, string? tenant) => domain is null || tenant is null ? null : new Exports(domain, tenant);

    /// <summary>The directories, or why these files cannot stand for them.</summary>
    public async Task<(ExportedDirectories? Directories, string? Problem)> OpenAsync(SyncConnector connector, CancellationToken cancellation)
    {
        try
        {
            var scope = connector.Spec.ActiveDirectory.Scope;
            var domain = await ExportedDomain.ReadAsync(Domain, scope?.Include ?? [], scope?.Exclude ?? []);
            var serves = (await domain.DescribeAsync(cancellation)).DefaultNamingContext;
            if (!string.Equals(serves, connector.Spec.ActiveDirectory.BaseDN, StringComparison.OrdinalIgnoreCase))
                return (null, $"{Domain} is of {serves}, and spec.activeDirectory.baseDN is {connector.Spec.ActiveDirectory.BaseDN}.");
            var tenant = await ExportedTenant.ReadAsync(Tenant, TimeProvider.System, cancellation);
            return tenant.Id != Guid.Empty && tenant.Id != Guid.Parse(connector.Spec.Entra.TenantId)
                ? (null, $"{Tenant} is of tenant {tenant.Id:D}, and spec.entra.tenantId is {connector.Spec.Entra.TenantId}.")
                : (new ExportedDirectories(domain, tenant), null);
        }
        catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException)
        {
            return (null, error.Message);
        }
    }
}
