using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kube.Client.Core;
using Kube.Client.Errors;
using Kube.Client.Resources;

namespace Kube.Operator.Certificates;

/// <summary>
/// Puts the bundle of authorities into the definitions whose versions a webhook of ours converts, and nothing else of them. A
/// definition with one version, or converted by nobody, is left alone.
/// </summary>
public sealed class ConversionBundleInjector(ResourceClient<CustomResourceDefinition> definitions, IReadOnlyList<string> names)
{
    private const string FieldManager = "hybrid-groups-webhook-ca";
    private const int Attempts = 5;

    /// <summary>Makes the conversion webhook of every definition trust the bundle.</summary>
    public async Task PublishAsync(string bundle, CancellationToken cancellation)
    {
        var encoded = Convert.ToBase64String(Encoding.ASCII.GetBytes(bundle));
        foreach (var name in names)
        {
            await PublishAsync(name, encoded, cancellation);
        }
    }

    private async Task PublishAsync(string name, string encoded, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var definition = await definitions.FindAsync(new(Namespace: null, name), cancellation);
            if (definition is null || ClientConfigOf(definition) is not { } config || (config.TryGetProperty("caBundle", out var has) && has.ValueEquals(encoded)))
            {
                return;
            }

            try
            {
                await definitions.PatchAsync(
                    definition.Key,
                    [
                        Operation("test", "/metadata/resourceVersion", definition.Metadata.ResourceVersion!),
                        Operation("add", "/spec/conversion/webhook/clientConfig/caBundle", encoded),
                    ],
                    FieldManager, cancellation);
                return;
            }
            catch (KubeApiException changed) when (changed.IsConflict)
            {
                // Another replica, or an installer: look again.
            }
        }
    }

    private static JsonElement? ClientConfigOf(CustomResourceDefinition definition) =>
        definition.Unknown?.TryGetValue("spec", out var spec) == true
        && spec.TryGetProperty("conversion", out var conversion)
        && conversion.TryGetProperty("webhook", out var webhook)
        && webhook.TryGetProperty("clientConfig", out var config)
            ? config
            : null;

    private static JsonObject Operation(string operation, string path, string value) => new() { ["op"] = operation, ["path"] = path, ["value"] = value };
}
