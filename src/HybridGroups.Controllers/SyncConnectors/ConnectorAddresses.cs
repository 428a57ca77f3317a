using HybridGroups.Api;
using HybridGroups.Api.SyncConnectors;

namespace HybridGroups.Controllers.SyncConnectors;

/// <summary>The addresses and times of a spec, read; or what is wrong with them.</summary>
internal sealed record ConnectorAddresses(IReadOnlyList<Uri> Servers, Uri Graph, TimeSpan Interval, IReadOnlyList<string> Problems)
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(10);

    public static ConnectorAddresses Of(SyncConnectorSpec spec)
    {
        var problems = new List<string>();
        var servers = new List<Uri>();
        for (var index = 0; index < spec.ActiveDirectory.Servers.Count; index++)
        {
            var text = spec.ActiveDirectory.Servers[index];
            if (Uri.TryCreate(text, UriKind.Absolute, out var server) && server.Scheme is "ldaps" && server.Host.Length > 0)
            {
                servers.Add(server);
            }
            else
            {
                problems.Add($"spec.activeDirectory.servers[{index}]: '{text}' is not an ldaps:// address, for example ldaps://dc1.corp.example.com.");
            }
        }

        if (spec.ActiveDirectory.Tls.CaBundle is { } bundle && bundle.SecretKeyRef is null == bundle.ConfigMapKeyRef is null)
        {
            problems.Add("spec.activeDirectory.tls.caBundle: give either secretKeyRef or configMapKeyRef, and not both.");
        }

        var interval = DurationText.TryParse(spec.Schedule.Interval);
        if (interval is null || interval < ShortestInterval)
        {
            problems.Add($"spec.schedule.interval: '{spec.Schedule.Interval}' is not a duration of at least 10s, for example 2m.");
        }

        return new ConnectorAddresses(servers, GraphOf(spec.Entra), interval ?? ShortestInterval, problems);
    }

    private static Uri GraphOf(EntraSpec entra) => new(entra.Endpoints?.Graph ?? entra.Cloud switch
    {
        EntraCloud.USGov => "https://graph.microsoft.us",
        EntraCloud.USGovDoD => "https://dod-graph.microsoft.us",
        EntraCloud.China => "https://microsoftgraph.chinacloudapi.cn",
        _ => "https://graph.microsoft.com",
    });
}
