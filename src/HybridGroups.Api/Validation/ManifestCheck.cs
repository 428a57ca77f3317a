using System.Text.Json;
using System.Text.Json.Nodes;
using Kube.Client.Json;
using Kube.Client.Metadata;
using Kube.Client.Resources;
using Kube.Client.Schema;

namespace HybridGroups.Api.Validation;

/// <summary>All that can be said of a manifest without a cluster: its schema first, then its meaning.</summary>
public sealed class ManifestCheck(RuleCheck rules)
{
    private readonly SpecValidation _validation = new(rules);

    /// <summary>What is wrong with a manifest of one of our kinds; nothing when it is right.</summary>
    public IReadOnlyList<FieldProblem> Check(JsonObject manifest) => Read(manifest).Problems;

    /// <summary>The object that a manifest describes, defaults filled in; null when it has problems.</summary>
    public (KubernetesObject? Item, IReadOnlyList<FieldProblem> Problems) Read(JsonObject manifest)
    {
        var kind = Kinds.All.FirstOrDefault(type => ResourceType.Of(type) is var known
            && known.ApiVersion == (string?)manifest["apiVersion"] && known.Kind == (string?)manifest["kind"]);
        if (kind is null)
        {
            return (null, [new FieldProblem(
                "kind", $"{manifest["apiVersion"]} {manifest["kind"]}",
                $"is none of {string.Join(", ", Kinds.All.Select(type => $"{ResourceType.Of(type).ApiVersion} {ResourceType.Of(type).Kind}"))}")]);
        }

        var problems = SchemaCheck.Check(manifest, CrdGenerator.SchemaOf(kind));
        if (problems.Count > 0)
        {
            return (null, problems);
        }

        var item = (KubernetesObject)manifest.Deserialize(kind, KubeJson.Options)!;
        problems = _validation.Check(item);
        return (problems.Count == 0 ? item : null, problems);
    }
}
