using System.Text.Json.Nodes;
using HybridGroups.Api;
using Kube.Client.Errors;
using Kube.Client.Http;
using Kube.Client.Resources;
using Kube.Client.Schema;

namespace HybridGroups.Commands.Installation;

/// <summary>Whether the cluster has the kinds as this program knows them.</summary>
internal static class InstalledKinds
{
    private const string Fix = "kubectl apply -f crds (of the version that is to run).";

    public static async Task<IReadOnlyList<Finding>> FindAsync(ApiServer server, CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        foreach (var kind in Kinds.All)
        {
            var type = ResourceType.Of(kind);
            var name = $"{type.Plural}.{type.Group}";
            try
            {
                var installed = await server.SendAsync<JsonObject>(HttpMethod.Get, $"/apis/apiextensions.k8s.io/v1/customresourcedefinitions/{name}", body: null, cancellation);
                findings.Add(Compare(name, installed, CrdGenerator.Generate(kind)));
            }
            catch (KubeApiException missing) when (missing.IsNotFound)
            {
                findings.Add(new Finding(name, IsGood: false, "is not installed", Fix));
            }
        }

        return findings;
    }

    private static Finding Compare(string name, JsonObject installed, JsonObject known)
    {
        var isEstablished = installed["status"]?["conditions"]?.AsArray().Any(condition => (string?)condition?["type"] == "Established" && (string?)condition["status"] == "True") == true;
        if (!isEstablished) return new Finding(name, IsGood: false, "is not established yet", "Look at: kubectl describe crd " + name);
        var (here, there) = (FieldsOf(known), FieldsOf(installed));
        var lacking = here.Except(there, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var unknown = there.Except(here, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (lacking.Length > 0) return new Finding(name, IsGood: false, $"is older than this program: it lacks {Some(lacking)}", Fix);
        return unknown.Length > 0
            ? new Finding(name, IsGood: false, $"is newer than this program: it has {Some(unknown)} besides", "Use the program of the version that is installed.")
            : new Finding(name, IsGood: true, $"is current, {here.Count} fields");
    }

    private static string Some(string[] fields) => string.Join(", ", fields.Take(3)) + (fields.Length > 3 ? $" and {fields.Length - 3} more fields" : string.Empty);

    // Names alone: servers leave out what they do not know of the rest, and fill in what was not said.
    private static HashSet<string> FieldsOf(JsonNode definition)
    {
        var fields = new HashSet<string>(StringComparer.Ordinal);
        foreach (var version in definition["spec"]!["versions"]!.AsArray())
        {
            foreach (var part in new[] { "spec", "status" })
            {
                if (version!["schema"]?["openAPIV3Schema"]?["properties"]?[part] is JsonObject schema) Collect(schema, part, fields);
            }
        }

        return fields;
    }

    private static void Collect(JsonObject schema, string path, HashSet<string> fields)
    {
        fields.Add(path);
        foreach (var (name, inner) in schema["properties"] as JsonObject ?? []) Collect(inner!.AsObject(), $"{path}.{name}", fields);
        if (schema["items"] is JsonObject items) Collect(items, path + "[]", fields);
    }
}
