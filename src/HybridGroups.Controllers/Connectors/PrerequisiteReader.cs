using HybridGroups.Sync.Cloud.Problems;
using HybridGroups.Sync.Cloud.Tenants;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Ports;

namespace HybridGroups.Controllers.Connectors;

/// <summary>Finds out what writeback depends on. What one directory does not tell is left open, and keeps nothing else from being found out.</summary>
internal sealed class PrerequisiteReader(IOnPremisesDirectory activeDirectory, ICloudDirectory entra)
{
    /// <param name="intents">What is wanted.</param>
    /// <param name="report">How the reading went: a directory that has just not answered is not asked again and again.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<PrerequisiteFacts> ReadAsync(IReadOnlyList<Intent> intents, ConnectorReport report, CancellationToken cancellation)
    {
        var (directory, cloud) = (report.ActiveDirectory.Problem is null, report.Entra.Problem is null);
        var containers = new Dictionary<string, ContainerRights>(StringComparer.OrdinalIgnoreCase);
        foreach (var container in intents.OfType<WritebackIntent>().SelectMany(intent => intent.AllContainers)
            .Concat(intents.OfType<DynamicRuleIntent>().Select(intent => (intent.Target as DynamicTarget.MadeActiveDirectoryGroup)?.Container).OfType<string>())
            .Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (await AskAsync(directory, () => activeDirectory.ReadRightsAsync(container, cancellation)) is { } rights) containers[container] = rights;
        }

        var skus = await AskAsync(cloud, () => entra.ReadSkusAsync(cancellation));
        var domains = await AskAsync(cloud, () => entra.ReadDomainsAsync(cancellation));
        var sync = await AskAsync(cloud, () => entra.ReadOnPremisesSynchronizationAsync(cancellation));
        return new PrerequisiteFacts
        {
            Domain = await AskAsync(directory, () => activeDirectory.DescribeAsync(cancellation)),
            IsLicensed = skus?.Any(sku => sku.Grants(CloudSku.EntraIdP1) || sku.Grants(CloudSku.EntraIdP2)),
            Products = (skus ?? []).DistinctBy(sku => sku.Id).ToDictionary(sku => sku.Id, sku => sku.PartNumber),
            HasSingleSignOn = domains is null && sync is not OnPremisesSynchronization.Known ? null
                : domains?.Any(domain => domain.IsFederated) == true
                    || (sync is OnPremisesSynchronization.Known known && known.Features.Any(feature => feature.Value && feature.Key.Contains("password", StringComparison.OrdinalIgnoreCase))),
            // Asked only where it counts: it takes a permission of its own.
            WritesNewGroupsBack = intents.OfType<WritebackIntent>().Any(intent => intent is { IsEnabled: true, IncludesMicrosoft365: true, HonoursWritebackConfiguration: true })
                ? (await AskAsync(cloud, () => entra.ReadWritebackDefaultAsync(cancellation)))?.IsEnabled
                : null,
            Containers = containers,
        };
    }

    private static async Task<T?> AskAsync<T>(bool answers, Func<Task<T>> question)
        where T : class
    {
        try
        {
            return answers ? await question() : null;
        }
        catch (Exception error) when (error is OnPremisesException or CloudException)
        {
            return null; // the side's own condition says what is wrong with it
        }
    }
}
