using HybridGroups.Api;
using HybridGroups.Api.SyncConnectors;
using HybridGroups.Api.Validation;
using HybridGroups.Sync.Ports;

namespace HybridGroups.Controllers.SyncConnectors;

/// <summary>The addresses and times of a spec, read; or what is wrong with them.</summary>
internal sealed record ConnectorAddresses(IReadOnlyList<Uri> Servers, string? Domain, Uri Graph, TimeSpan Interval, IReadOnlyList<string> Problems)
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(10);
    private static readonly SpecValidation Validation = new(RuleChecks.Language);

    public static ConnectorAddresses Of(SyncConnector connector)
    {
        var directory = connector.Spec.ActiveDirectory;
        // The webhook may not have been there, and servers before 1.29 know no CEL: the same is asked again.
        var problems = Validation.Check(connector).Select(problem => problem.ToString()).ToArray();
        var scheme = directory.Tls.Mode == TlsMode.LDAPS ? "ldaps" : "ldap";
        var servers = problems.Length > 0 ? [] : (directory.Servers ?? [$"{scheme}://{directory.Domain}"]).Select(server => new Uri(server)).ToArray();
        return new ConnectorAddresses(
            servers, directory.Domain, GraphOf(connector.Spec.Entra), DurationText.TryParse(connector.Spec.Schedule.Interval) ?? ShortestInterval, problems);
    }

    public ActiveDirectoryAddress With(string? authoritiesPem) => new(Servers, authoritiesPem) { Domain = Domain };

    private static Uri GraphOf(EntraSpec entra) =>
        Uri.TryCreate(entra.Endpoints?.Graph, UriKind.Absolute, out var given) ? given : new Uri(entra.Cloud switch
        {
            EntraCloud.USGov => "https://graph.microsoft.us",
            EntraCloud.USGovDoD => "https://dod-graph.microsoft.us",
            EntraCloud.China => "https://microsoftgraph.chinacloudapi.cn",
            _ => "https://graph.microsoft.com",
        });
}
