using System.Text.Json.Nodes;
using TestEnvironment;

namespace Charts.Tests;

public sealed class Every_value_is_explained
{
    private static readonly string[] Lines = File.ReadAllLines(Repository.PathOf("charts", "hybrid-groups", "values.yaml"));

    [Fact]
    public void The_schema_has_the_values_of_the_chart_and_no_others()
    {
        var values = (JsonObject)Yaml.Read(string.Join('\n', Lines)).Single()!;
        var schema = (JsonObject)JsonNode.Parse(File.ReadAllText(Repository.PathOf("charts", "hybrid-groups", "values.schema.json")))!;

        var (checkedNames, names) = (NamesIn(schema, string.Empty).ToArray(), NamesOf(values, schema, string.Empty).ToArray());
        names.Except(checkedNames).ShouldBeEmpty();
        checkedNames.Except(names).ShouldBe(["global"]); // which Helm itself gives to the parts of a chart
    }

    [Fact]
    public void A_comment_or_a_telling_name_stands_at_every_block_of_values()
    {
        // A blank line begins a block; what follows it explains itself or is explained.
        string[] telling =
        [
            "updateStrategy", "revisionHistoryLimit", "podLabels", "podSecurityContext", "securityContext", "livenessProbe", "readinessProbe", "nodeSelector", "podDisruptionBudget",
            "serviceAccount", "rbac", "crds", "diagnostics", "metrics", "image", "networkPolicy", "extraEnvFrom",
        ];

        var silent = Lines.Zip(Lines.Skip(1))
            .Where(pair => pair.First.Length == 0 && pair.Second is [not ('#' or ' '), ..])
            .Select(pair => pair.Second.Split(':')[0])
            .Except(telling);

        silent.ShouldBeEmpty();
    }

    private static IEnumerable<string> NamesIn(JsonObject schema, string prefix) => schema["properties"] is JsonObject properties
        ? properties.SelectMany(property => NamesIn((JsonObject)property.Value!, $"{prefix}.{property.Key}"))
        : [prefix.TrimStart('.')];

    private static IEnumerable<string> NamesOf(JsonNode? value, JsonObject schema, string prefix) => value is JsonObject map && schema["properties"] is JsonObject properties
        ? properties.Where(property => map.ContainsKey(property.Key)).SelectMany(property => NamesOf(map[property.Key], (JsonObject)property.Value!, $"{prefix}.{property.Key}"))
        : [prefix.TrimStart('.')];
}
