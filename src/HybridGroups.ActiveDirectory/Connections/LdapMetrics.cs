using System.Diagnostics;
using System.Diagnostics.Metrics;
using Ldap;

namespace HybridGroups.ActiveDirectory.Connections;

/// <summary>Counts every LDAP operation by what it was and how it ended, and traces it.</summary>
internal sealed class LdapMetrics(string domain)
{
    private const string Name = "HybridGroups.ActiveDirectory";
    private const string Watch = "watch";
    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Requests = Meter.CreateCounter<long>("hybridgroups_ldap_requests_total", description: "LDAP operations, by operation and result.");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "hybridgroups_ldap_request_duration_seconds", description: "LDAP operations, from the request to the end of the answer; those that wait for changes are left out.");

    public void Measured(LdapOperation operation)
    {
        var labels = new TagList { { "domain", domain }, { "operation", operation.Name }, { "result", operation.Result } };
        Requests.Add(1, labels);
        if (operation.Name == Watch) return; // as long as it lasts says nothing
        Duration.Record(operation.Took.TotalSeconds, labels);
        Trace(operation);
    }

    private static void Trace(LdapOperation operation)
    {
        // It has ended already: the library below knows nothing of traces.
        var end = TimeProvider.System.GetUtcNow();
        using var span = Source.StartActivity("ldap", ActivityKind.Client, parentContext: default, startTime: end - operation.Took);
        span?.SetTag("hybridgroups.operation", operation.Name).SetTag("hybridgroups.result", operation.Result).SetTag("server.address", operation.Endpoint.Host);
        if (operation.Result != nameof(LdapResultCode.Success)) span?.SetStatus(ActivityStatusCode.Error, operation.Result);
        span?.SetEndTime(end.UtcDateTime);
    }
}
