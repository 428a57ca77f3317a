using HybridGroups.Entra.Requests;
using HybridGroups.Sync.Cloud.Groups;
using HybridGroups.Sync.Cloud.Problems;
using HybridGroups.Sync.Cloud.Tenants;

namespace HybridGroups.Entra.Reading;

/// <summary>What the tenant is and has.</summary>
internal sealed class TenantReader(GraphTransport transport, PageReader pages)
{
    public async Task<CloudTenant> ReadTenantAsync(CancellationToken cancellation)
    {
        var call = new GraphCall(GraphOperation.ReadTenant, HttpMethod.Get,
            GraphPath.Select("/organization", "id", "displayName", "onPremisesSyncEnabled", "onPremisesLastSyncDateTime", "verifiedDomains"));
        var found = await pages.ReadAllAsync(call, row => new CloudTenant(
            JsonValues.Id(row), JsonValues.Text(row, "displayName") ?? "", JsonValues.Flag(row, "onPremisesSyncEnabled") ?? false,
            JsonValues.Time(row, "onPremisesLastSyncDateTime"),
            [.. JsonValues.Items(row, "verifiedDomains").Select(domain => JsonValues.Text(domain, "name")).OfType<string>()]), cancellation);
        return found.Count == 1
            ? found[0]
            : throw new CloudException(new CloudProblem(CloudProblemClass.Configuration, call.Operation.Name, "", $"{found.Count} organizations answer where one should."));
    }

    public async Task<IReadOnlyList<CloudDomain>> ReadDomainsAsync(CancellationToken cancellation)
    {
        var domains = await pages.ReadAllAsync(
            new GraphCall(GraphOperation.ReadDomains, HttpMethod.Get, GraphPath.Select("/domains", "id", "authenticationType", "isDefault", "isVerified")),
            row => new CloudDomain(JsonValues.Text(row, "id")!, JsonValues.Flag(row, "isVerified") ?? false, JsonValues.Flag(row, "isDefault") ?? false,
                JsonValues.Text(row, "authenticationType") == "Federated", null),
            cancellation);
        var described = new List<CloudDomain>(domains.Count);
        foreach (var domain in domains)
        {
            var issuer = domain.IsFederated ? await IssuerAsync(domain.Name, cancellation) : null;
            described.Add(domain with { FederationIssuer = issuer });
        }

        return described;
    }

    public async Task<IReadOnlyList<CloudSku>> ReadSkusAsync(CancellationToken cancellation) => await pages.ReadAllAsync(
        new GraphCall(GraphOperation.ReadSkus, HttpMethod.Get,
            GraphPath.Select("/subscribedSkus", "skuId", "skuPartNumber", "capabilityStatus", "consumedUnits", "prepaidUnits", "servicePlans")),
        row => new CloudSku(
            row.GetProperty("skuId").GetGuid(), JsonValues.Text(row, "skuPartNumber") ?? "", JsonValues.Text(row, "capabilityStatus") ?? "",
            row.TryGetProperty("prepaidUnits", out var units) && units.TryGetProperty("enabled", out var enabled) ? enabled.GetInt32() : 0,
            row.TryGetProperty("consumedUnits", out var consumed) ? consumed.GetInt32() : 0,
            [.. JsonValues.Items(row, "servicePlans").Where(plan => JsonValues.Text(plan, "provisioningStatus") == "Success")
                .Select(plan => plan.GetProperty("servicePlanId").GetGuid())]),
        cancellation);

    public async Task<WritebackDefault> ReadWritebackDefaultAsync(CancellationToken cancellation)
    {
        // The settings of Microsoft 365 groups, by the id of their template; a tenant that never changed one has no entry.
        const string template = "62375ab9-6b52-47ed-826b-58e47e0e304b";
        var values = await pages.ReadAllAsync(
            new GraphCall(GraphOperation.ReadGroupSettings, HttpMethod.Get, "/groupSettings"),
            row => string.Equals(JsonValues.Text(row, "templateId"), template, StringComparison.OrdinalIgnoreCase)
                ? JsonValues.Items(row, "values").FirstOrDefault(value => JsonValues.Text(value, "name") == "NewUnifiedGroupWritebackDefault") is { ValueKind: System.Text.Json.JsonValueKind.Object } found
                    ? JsonValues.Text(found, "value") ?? "" : ""
                : "",
            cancellation);
        return new WritebackDefault(!values.Any(value => value.Equals("false", StringComparison.OrdinalIgnoreCase)));
    }

    public async Task<OnPremisesSynchronization> ReadSynchronizationAsync(CancellationToken cancellation)
    {
        // Refused to applications in many tenants and missing from some clouds; the operator's own guard stands either way.
        using var reply = await transport.TrySendAsync(
            new GraphCall(GraphOperation.ReadSynchronization, HttpMethod.Get, "/directory/onPremisesSynchronization"), cancellation);
        if (reply.Problem is { Status: >= 400 and < 500 and not 401 and not 429 } refused)
            return new OnPremisesSynchronization.NotReadable(refused.Describe());
        if (reply.Problem is { } problem)
            throw new CloudException(problem);
        var entry = reply.Root.GetProperty("value").EnumerateArray().FirstOrDefault();
        if (entry.ValueKind == System.Text.Json.JsonValueKind.Undefined)
            return new OnPremisesSynchronization.NotReadable("The tenant has no settings for synchronisation.");
        var prevention = entry.GetProperty("configuration").GetProperty("accidentalDeletionPrevention");
        return new OnPremisesSynchronization.Known(
            JsonValues.Text(prevention, "synchronizationPreventionType") ?? "disabled",
            prevention.TryGetProperty("alertThreshold", out var threshold) && threshold.TryGetInt32(out var count) ? count : null,
            entry.GetProperty("features").EnumerateObject()
                .Where(feature => feature.Value.ValueKind is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False)
                .ToDictionary(feature => feature.Name, feature => feature.Value.GetBoolean(), StringComparer.Ordinal));
    }

    public async Task<IReadOnlyList<CloudExtensionProperty>> ReadExtensionsAsync(Guid appId, CancellationToken cancellation)
    {
        var applications = await pages.ReadAllAsync(
            new GraphCall(GraphOperation.ReadExtensions, HttpMethod.Get, $"/applications?$filter=appId eq '{appId:D}'&$select=id"), JsonValues.Id, cancellation);
        if (applications.Count == 0)
        {
            throw new CloudException(new CloudProblem(CloudProblemClass.NotFound, GraphOperation.ReadExtensions.Name, "",
                $"no application in this tenant has the client id {appId:D}."));
        }

        return await pages.ReadAllAsync(
            new GraphCall(GraphOperation.ReadExtensions, HttpMethod.Get, $"/applications/{applications[0]:D}/extensionProperties"),
            row => new CloudExtensionProperty(
                JsonValues.Text(row, "name")!, JsonValues.Text(row, "dataType") ?? "String",
                [.. JsonValues.Items(row, "targetObjects").Select(target => target.GetString()!)], JsonValues.Flag(row, "isSyncedFromOnPremises") ?? false),
            cancellation);
    }

    private async Task<string?> IssuerAsync(string domain, CancellationToken cancellation)
    {
        using var reply = await transport.TrySendAsync(
            new GraphCall(GraphOperation.ReadDomains, HttpMethod.Get, $"/domains/{Uri.EscapeDataString(domain)}/federationConfiguration"), cancellation);
        if (reply.Problem is { Class: CloudProblemClass.Transient or CloudProblemClass.Throttled } problem)
            throw new CloudException(problem);
        return reply.Problem is null && reply.Root.GetProperty("value").EnumerateArray().FirstOrDefault() is { ValueKind: System.Text.Json.JsonValueKind.Object } federation
            ? JsonValues.Text(federation, "issuerUri")
            : null;
    }
}
