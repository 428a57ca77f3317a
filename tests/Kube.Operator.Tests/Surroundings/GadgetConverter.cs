using System.Text.Json.Nodes;
using Kube.Operator.Webhooks;

namespace Kube.Operator.Tests.Surroundings;

/// <summary>Gadgets of v1 have a size; those of v2 a width and a height, which in v1 is kept in an annotation.</summary>
internal sealed class GadgetConverter : IVersionConverter
{
    public const string Height = "conformance.kube.test/height";

    public string Kind => "Gadget";

    public JsonObject Convert(JsonObject item, string fromVersion, string toVersion)
    {
        var (spec, metadata) = (item["spec"]!.AsObject(), item["metadata"]!.AsObject());
        switch (fromVersion, toVersion)
        {
            case ("v1", "v2"):
                spec["width"] = spec["size"]!.DeepClone();
                spec.Remove("size");
                if (metadata["annotations"] is JsonObject kept && kept[Height] is { } height)
                {
                    spec["height"] = int.Parse((string)height!, System.Globalization.CultureInfo.InvariantCulture);
                    kept.Remove(Height);
                }

                break;
            case ("v2", "v1"):
                spec["size"] = spec["width"]!.DeepClone();
                spec.Remove("width");
                if (spec["height"] is { } set)
                {
                    var annotations = metadata["annotations"] as JsonObject ?? [];
                    annotations[Height] = set.ToString();
                    metadata["annotations"] = annotations.Parent is null ? annotations : annotations.DeepClone();
                    spec.Remove("height");
                }

                break;
            default:
                throw new InvalidOperationException($"there is no form of a Gadget in {toVersion}.");
        }

        if (spec["renamed"] is { } name)
        {
            metadata["name"] = name.DeepClone(); // what a converter must never do
        }

        return item;
    }
}
