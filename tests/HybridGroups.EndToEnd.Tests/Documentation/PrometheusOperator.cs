using HybridGroups.EndToEnd.Tests.Engine;
using HybridGroups.EndToEnd.Tests.Running;
using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.Documentation;

/// <summary>What pages expect of a cluster with monitoring: the kinds of the Prometheus operator, the operator's namespace, and Prometheus' tools.</summary>
internal static class PrometheusOperator
{
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(5);

    public static async Task PrepareAsync(Cluster cluster)
    {
        await Script.RunAsync(Repository.PathOf("tests", "environment", "install-prometheus"), [], InstallLimit, Company.Cancellation);
        foreach (var kind in new[] { "PodMonitor", "PrometheusRule" }) await cluster.ApplyAsync(Definition(kind), Company.Cancellation);
        await cluster.ApplyAsync("apiVersion: v1\nkind: Namespace\nmetadata: {name: hybrid-groups-system}\n", Company.Cancellation);
    }

    private static string Definition(string kind) => $$"""
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata:
          name: {{kind.ToLowerInvariant()}}s.monitoring.coreos.com
        spec:
          group: monitoring.coreos.com
          scope: Namespaced
          names: {kind: {{kind}}, plural: {{kind.ToLowerInvariant()}}s, singular: {{kind.ToLowerInvariant()}}}
          versions:
            - name: v1
              served: true
              storage: true
              schema:
                openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
        """;
}
