using System.Net;
using HybridGroups.Directories;
using HybridGroups.Entra;
using HybridGroups.Entra.Probing;
using HybridGroups.Sync.Cloud.Problems;
using HybridGroups.Sync.Cloud.Tenants;
using HybridGroups.Sync.Ports;

namespace HybridGroups.Commands.Connectors;

/// <summary>The sign-in service and Microsoft Graph, from their names to what the application may do in the tenant.</summary>
internal sealed class EntraWalk(Walk walk, EntraConnection connection, RealDirectories directories, HttpClient http, TimeProvider time)
{
    private const string Tenant = "Microsoft Entra";

    public async Task RunAsync(IReadOnlyList<GraphPermission> needed, CancellationToken cancellation)
    {
        var cloud = RealDirectories.CloudOf(connection);
        var isThere = true;
        foreach (var address in new[] { cloud.Login, cloud.Graph }.DistinctBy(address => address.Authority, StringComparer.OrdinalIgnoreCase)) isThere &= await HostAsync(address, address == cloud.Graph || address.Authority == cloud.Graph.Authority, cancellation);
        if (!isThere) return;
        using var tenant = directories.OpenTenant(connection);
        IReadOnlySet<string>? granted = null;
        if (!await walk.TakeAsync(Tenant, "Token", async token =>
            {
                granted = await tenant.ReadGrantedPermissionsAsync(token);
                return StepOutcome.Passed($"the application is accepted in tenant {connection.TenantId}");
            }, cancellation)) return;
        var mayGoOn = true;
        foreach (var permission in needed) mayGoOn &= await walk.TakeAsync(Tenant, "Permission", _ => Task.FromResult(Granted(permission, granted)), cancellation);
        if (mayGoOn) await PrerequisitesAsync(tenant, cancellation);
    }

    private async Task<bool> HostAsync(Uri address, bool isGraph, CancellationToken cancellation)
    {
        var branch = $"{Tenant} {address.GetLeftPart(UriPartial.Authority)}";
        // Behind a proxy only the proxy has to be reached; it looks up the rest.
        var target = HttpClient.DefaultProxy.IsBypassed(address) ? address : HttpClient.DefaultProxy.GetProxy(address) ?? address;
        var by = target == address ? string.Empty : ", the proxy";
        IPAddress[] addresses = [];
        return await walk.TakeAsync(branch, "DNS", async token =>
            {
                addresses = await Network.ResolveAsync(target.IdnHost, token);
                return StepOutcome.Passed($"{target.IdnHost}{by} is {string.Join(", ", addresses.Take(3).Select(found => found.ToString()))}");
            }, cancellation)
            && await walk.TakeAsync(branch, "TCP", async token => StepOutcome.Passed(await Network.ConnectAsync(addresses, target.Port, time, token)), cancellation)
            && await walk.TakeAsync(branch, "TLS", token => isGraph ? GraphAsync(address, token) : AnyAnswerAsync(address, token), cancellation);
    }

    private async Task<StepOutcome> GraphAsync(Uri graph, CancellationToken cancellation) => await new EntraProbe(http, time).ProbeAsync(graph, cancellation) is ProbeResult.Silent silent
        ? StepOutcome.Failed(silent.Message, "Check spec.entra.cloud and spec.entra.endpoints, and whether a proxy changes the certificate.")
        : StepOutcome.Passed($"the certificate is good for {graph.IdnHost}, and it answers as Microsoft Graph does");

    private async Task<StepOutcome> AnyAnswerAsync(Uri address, CancellationToken cancellation)
    {
        using var answer = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation);
        return StepOutcome.Passed($"the certificate is good for {address.IdnHost}");
    }

    private static StepOutcome Granted(GraphPermission permission, IReadOnlySet<string>? granted)
    {
        if (granted is null) return StepOutcome.Warned($"{permission.Least}: the token does not tell which permissions it carries", "Look at the application in the portal, under API permissions.");
        if (permission.IsIn(granted)) return StepOutcome.Passed($"{permission.Least}, for {permission.Purpose}");
        var fix = $"App registrations, the application, API permissions: add {permission.Least} (application), and grant admin consent.";
        return permission.IsRequired ? StepOutcome.Failed($"{permission.Least} is missing, for {permission.Purpose}", fix) : StepOutcome.Warned($"{permission.Least} is missing, for {permission.Purpose}", fix);
    }

    private async Task PrerequisitesAsync(EntraDirectory tenant, CancellationToken cancellation)
    {
        await walk.TakeAsync(Tenant, "Licence", async token => await AskAsync(
            async () => (await tenant.ReadSkusAsync(token)).Any(sku => sku.Grants(CloudSku.EntraIdP1) || sku.Grants(CloudSku.EntraIdP2))
                ? StepOutcome.Passed("the tenant has Entra ID P1 or more")
                : StepOutcome.Warned("no product with Entra ID P1", "Microsoft asks for it where groups are written back.")), cancellation);
        await walk.TakeAsync(Tenant, "Sign-in", async token => await AskAsync(
            async () => (await tenant.ReadDomainsAsync(token)).Any(domain => domain.IsFederated)
                || (await tenant.ReadOnPremisesSynchronizationAsync(token) is OnPremisesSynchronization.Known known && known.Features.Any(feature => feature.Value && feature.Key.Contains("password", StringComparison.OrdinalIgnoreCase)))
                ? StepOutcome.Passed("people have one account on both sides")
                : StepOutcome.Warned("no federated domain, and no synced password hashes", "Members of written groups may not be able to use them on-premises.")), cancellation);
    }

    // What is optional must not end the walk.
    private static async Task<StepOutcome> AskAsync(Func<Task<StepOutcome>> question)
    {
        try
        {
            return await question();
        }
        catch (CloudException error)
        {
            return StepOutcome.Warned(error.Problem.Describe(), "Nothing depends on it; the prerequisites' conditions will be Unknown.");
        }
    }
}
