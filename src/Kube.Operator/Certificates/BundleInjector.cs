using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kube.Client.Core;
using Kube.Client.Errors;
using Kube.Client.Resources;
using Kube.Client.Schema;

namespace Kube.Operator.Certificates;

/// <summary>
/// Puts the bundle of authorities where the API server reads it: into the webhook configuration, and nothing else of it.
/// The bundle comes from the one Secret, so it does not matter which replica writes it.
/// </summary>
[Rbac("admissionregistration.k8s.io", "validatingwebhookconfigurations", "get,patch", Names = ["hybrid-groups"])]
public sealed class BundleInjector(ResourceClient<ValidatingWebhookConfiguration> configurations, string name)
{
    private const string FieldManager = "hybrid-groups-webhook-ca";

    /// <summary>Makes every webhook of the configuration trust the bundle.</summary>
    public async Task PublishAsync(string bundle, CancellationToken cancellation)
    {
        var encoded = Convert.ToBase64String(Encoding.ASCII.GetBytes(bundle));
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var configuration = await configurations.FindAsync(new(Namespace: null, name), cancellation);
            if (configuration?.Unknown?.TryGetValue("webhooks", out var webhooks) != true || webhooks.ValueKind != JsonValueKind.Array)
            {
                return; // webhooks are not installed: nobody calls
            }

            var differing = webhooks.EnumerateArray().Index()
                .Where(webhook => !(webhook.Item.GetProperty("clientConfig").TryGetProperty("caBundle", out var has) && has.ValueEquals(encoded)))
                .Select(webhook => webhook.Index).ToArray();
            if (differing.Length == 0)
            {
                return;
            }

            try
            {
                var operations = new JsonArray(Operation("test", "/metadata/resourceVersion", configuration.Metadata.ResourceVersion!));
                foreach (var index in differing)
                {
                    operations.Add((JsonNode)Operation("add", $"/webhooks/{index}/clientConfig/caBundle", encoded));
                }

                await configurations.PatchAsync(configuration.Key, operations, FieldManager, cancellation);
                return;
            }
            catch (KubeApiException changed) when (changed.IsConflict)
            {
                // Another replica, or an installer: look again.
            }
        }
    }

    private static JsonObject Operation(string operation, string path, string value) => new() { ["op"] = operation, ["path"] = path, ["value"] = value };
}
