using System.Text.Json;
using System.Text.Json.Nodes;
using Kube.Client.Json;

namespace Kube.Operator.Conditions;

/// <summary>The difference between a status and the one wanted.</summary>
public static class StatusPatch
{
    /// <summary>
    /// A merge patch that brings the fields of <typeparamref name="TStatus"/> to what is wanted and leaves others alone; null
    /// when nothing differs, so that a reconciliation does not wake itself.
    /// </summary>
    public static JsonObject? Between<TStatus>(TStatus? current, TStatus wanted)
        where TStatus : class
    {
        var before = current is null ? [] : JsonSerializer.SerializeToNode(current, KubeJson.Options)!.AsObject();
        var after = JsonSerializer.SerializeToNode(wanted, KubeJson.Options)!.AsObject();
        var patch = new JsonObject();
        foreach (var (name, value) in after)
        {
            if (!JsonNode.DeepEquals(value, before[name]))
            {
                patch[name] = value?.DeepClone();
            }
        }

        foreach (var (name, _) in before.Where(field => !after.ContainsKey(field.Key)))
        {
            patch[name] = null;
        }

        return patch.Count == 0 ? null : patch;
    }
}
