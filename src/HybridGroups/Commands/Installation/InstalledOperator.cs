using System.Text.Json.Nodes;
using HybridGroups.Controllers.SyncConnectors;
using Kube.Client.Errors;
using Kube.Client.Http;
using Kube.Client.Schema;
using Kube.Operator.Controllers;

namespace HybridGroups.Commands.Installation;

/// <summary>Whether the operator runs, may do its work, and is asked before objects are stored.</summary>
internal static class InstalledOperator
{
    private const string Label = "app.kubernetes.io/name%3Dhybrid-groups";
    private const string Name = "hybrid-groups";

    public static async Task<IReadOnlyList<Finding>> FindAsync(ApiServer server, string home, CancellationToken cancellation)
    {
        var deployments = (await server.SendAsync<JsonObject>(HttpMethod.Get, $"/apis/apps/v1/deployments?labelSelector={Label}", body: null, cancellation))["items"]!.AsArray();
        if (deployments.Count == 0)
        {
            return
            [
                new Finding("operator", IsGood: false, "there is no Deployment with the label app.kubernetes.io/name=hybrid-groups", "Install it: kubectl apply -k config/default, or the chart."),
                await WebhookAsync(server, home, cancellation),
            ];
        }

        var findings = new List<Finding>();
        foreach (var deployment in deployments) findings.AddRange(await OneAsync(server, deployment!.AsObject(), cancellation));
        findings.Add(await WebhookAsync(server, home, cancellation));
        return findings;
    }

    private static async Task<IReadOnlyList<Finding>> OneAsync(ApiServer server, JsonObject deployment, CancellationToken cancellation)
    {
        var (@namespace, name) = ((string)deployment["metadata"]!["namespace"]!, (string)deployment["metadata"]!["name"]!);
        var wanted = (int?)deployment["spec"]?["replicas"] ?? 1;
        var ready = (int?)deployment["status"]?["readyReplicas"] ?? 0;
        var account = (string?)deployment["spec"]?["template"]?["spec"]?["serviceAccountName"] ?? "default";
        return
        [
            new Finding($"operator {@namespace}/{name}", ready == wanted && wanted > 0, $"{ready} of {wanted} replicas are ready", ready == wanted && wanted > 0 ? null : $"Look at: kubectl -n {@namespace} describe pods -l app.kubernetes.io/name=hybrid-groups"),
            await RightsAsync(server, @namespace, account, cancellation),
        ];
    }

    // Asked of the server's own authorizer: whatever roles and bindings there are, this is what they come to.
    private static async Task<Finding> RightsAsync(ApiServer server, string @namespace, string account, CancellationToken cancellation)
    {
        var subject = $"rights of {@namespace}/{account}";
        var missing = new List<string>();
        foreach (var (verb, group, resource, subresource, where) in NeededRights(@namespace))
        {
            var attributes = new JsonObject { ["verb"] = verb, ["group"] = group, ["resource"] = resource };
            if (subresource is not null) attributes["subresource"] = subresource;
            if (where is not null) attributes["namespace"] = where;
            try
            {
                var review = await server.SendAsync<JsonObject>(
                    HttpMethod.Post, "/apis/authorization.k8s.io/v1/subjectaccessreviews",
                    RequestBody.Of(
                        new JsonObject
                        {
                            ["apiVersion"] = "authorization.k8s.io/v1",
                            ["kind"] = "SubjectAccessReview",
                            ["spec"] = new JsonObject { ["user"] = $"system:serviceaccount:{@namespace}:{account}", ["resourceAttributes"] = attributes },
                        },
                        "application/json"),
                    cancellation);
                if ((bool?)review["status"]?["allowed"] != true) missing.Add($"{verb} {resource}{(subresource is null ? string.Empty : "/" + subresource)}");
            }
            catch (KubeApiException refused) when (refused.StatusCode == System.Net.HttpStatusCode.Forbidden)
            {
                return new Finding(subject, IsGood: null, "could not be asked: you may not create subjectaccessreviews");
            }
        }

        return missing.Count == 0
            ? new Finding(subject, IsGood: true, "has every right that the operator needs in all namespaces")
            : new Finding(subject, IsGood: false, $"lacks {string.Join(", ", missing.Take(5))}{(missing.Count > 5 ? $" and {missing.Count - 5} more" : string.Empty)}", "kubectl apply -k config/rbac. An operator of one namespace (--namespace) needs them only there.");
    }

    private static IEnumerable<(string Verb, string Group, string Resource, string? Subresource, string? Namespace)> NeededRights(string @namespace) =>
        from role in RbacGenerator.Generate(Name, @namespace, [typeof(SyncConnectorReconciler).Assembly, typeof(IController).Assembly])
        where (string?)role["metadata"]!["name"] is Name
        let place = (string?)role["kind"] == "Role" ? @namespace : null
        from rule in role["rules"]!.AsArray()
        where rule!["resourceNames"] is null
        from @group in rule["apiGroups"]!.AsArray()
        from resource in rule["resources"]!.AsArray()
        from verb in rule["verbs"]!.AsArray()
        let parts = ((string)resource!).Split('/')
        select ((string)verb!, (string)@group!, parts[0], parts.Length > 1 ? parts[1] : null, place);

    // A dry run passes all of admission and stores nothing. What is asked is wrong in a way that only the webhook tells.
    private static async Task<Finding> WebhookAsync(ApiServer server, string home, CancellationToken cancellation)
    {
        const string subject = "webhook";
        try
        {
            await server.SendAsync<JsonObject>(
                HttpMethod.Post, $"/apis/hybridgroups.io/v1alpha1/namespaces/{home}/dynamicgrouprules?dryRun=All&fieldManager=hybrid-groups-cli", RequestBody.Of(WrongRule(home), "application/json"), cancellation);
            return new Finding(subject, IsGood: null, "is not asked: objects with mistakes are stored, and the operator tells of them in their status", "To have them refused at once: the chart's webhook.enabled, or config/webhook.");
        }
        catch (KubeApiException error) when (error.Message.Contains("failed calling webhook", StringComparison.Ordinal))
        {
            return new Finding(subject, IsGood: false, $"cannot be reached: {error.Message}", "Nothing can be created or changed until it answers. Look at the operator's pods and at the Service of the webhook.");
        }
        catch (KubeApiException error) when (error.Message.Contains("denied the request", StringComparison.Ordinal))
        {
            return new Finding(subject, IsGood: true, "answers, and refuses a rule with a mistake");
        }
        catch (KubeApiException error)
        {
            return new Finding(subject, IsGood: null, $"could not be tried: {error.Message}");
        }
    }

    private static JsonObject WrongRule(string home) => new()
    {
        ["apiVersion"] = "hybridgroups.io/v1alpha1",
        ["kind"] = "DynamicGroupRule",
        ["metadata"] = new JsonObject { ["name"] = "hybrid-groups-check", ["namespace"] = home },
        ["spec"] = new JsonObject
        {
            ["connectorRef"] = new JsonObject { ["name"] = "hybrid-groups-check" },
            ["rule"] = "user.noSuchProperty -eq 1",
            ["target"] = new JsonObject { ["entraGroup"] = new JsonObject { ["displayName"] = "hybrid-groups-check" } },
        },
    };
}
