using System.Reflection;
using System.Text.Json.Nodes;

namespace Kube.Client.Schema;

/// <summary>The roles that the classes of assemblies ask for with <see cref="RbacAttribute"/>: the least that works.</summary>
public static class RbacGenerator
{
    // In the order in which people list them.
    private static readonly string[] VerbOrder = ["get", "list", "watch", "create", "update", "patch", "delete"];

    /// <summary>A ClusterRole, and a Role for the operator's own namespace.</summary>
    public static IReadOnlyList<JsonObject> Generate(string name, string ownNamespace, IEnumerable<Assembly> assemblies)
    {
        var wanted = assemblies.SelectMany(assembly => assembly.GetTypes()).SelectMany(type => type.GetCustomAttributes<RbacAttribute>(inherit: false)).ToArray();
        foreach (var right in wanted)
        {
            if (right.Verbs.Contains('*', StringComparison.Ordinal) || right.Resources.Contains('*', StringComparison.Ordinal) || right.Group is "*")
            {
                throw new SchemaException($"A right to {right.Verbs} {right.Resources} in group '{right.Group}' is without bounds; name what is needed.");
            }
        }

        return
        [
            Role("ClusterRole", new JsonObject { ["name"] = name }, wanted.Where(right => !right.OwnNamespace)),
            Role("Role", new JsonObject { ["name"] = name, ["namespace"] = ownNamespace }, wanted.Where(right => right.OwnNamespace)),
        ];
    }

    private static JsonObject Role(string kind, JsonObject metadata, IEnumerable<RbacAttribute> rights)
    {
        var rules = rights
            .SelectMany(right => right.Resources.Split(',').Select(resource => (right.Group, Resource: resource, Names: string.Join(',', right.Names), right.Verbs)))
            .GroupBy(right => (right.Group, right.Resource, right.Names))
            .Select(same => (same.Key, Verbs: string.Join(',', same.SelectMany(right => right.Verbs.Split(',')).Distinct(StringComparer.Ordinal)
                .OrderBy(verb => Array.IndexOf(VerbOrder, verb)).ThenBy(verb => verb, StringComparer.Ordinal))))
            .GroupBy(rule => (rule.Key.Group, rule.Key.Names, rule.Verbs))
            .Select(same => (same.Key, Resources: same.Select(rule => rule.Key.Resource).Order(StringComparer.Ordinal).ToArray()))
            .OrderBy(rule => rule.Key.Group, StringComparer.Ordinal).ThenBy(rule => rule.Resources[0], StringComparer.Ordinal).ThenBy(rule => rule.Key.Names, StringComparer.Ordinal)
            .Select(rule => Rule(rule.Key.Group, rule.Resources, rule.Key.Names, rule.Key.Verbs));
        return new JsonObject
        {
            ["apiVersion"] = "rbac.authorization.k8s.io/v1",
            ["kind"] = kind,
            ["metadata"] = metadata,
            ["rules"] = new JsonArray([.. rules]),
        };
    }

    private static JsonObject Rule(string group, string[] resources, string names, string verbs)
    {
        var rule = new JsonObject { ["apiGroups"] = new JsonArray(group), ["resources"] = List(resources) };
        if (names.Length > 0)
        {
            rule["resourceNames"] = List(names.Split(','));
        }

        rule["verbs"] = List(verbs.Split(','));
        return rule;
    }

    private static JsonArray List(IEnumerable<string> items) => [.. items.Select(item => (JsonNode)item)];
}
