using System.Text;
using System.Text.Json.Nodes;
using Kube.Client.Core;
using Kube.Client.Errors;
using Kube.Client.Metadata;
using Kube.Client.Resources;
using Kube.Operator.Tests.Surroundings;

namespace Kube.Operator.Tests.Conformance;

public sealed class C19_C20_Webhooks_of_two_replicas_are_always_trusted(Cluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task When_both_start_at_once_and_while_the_authority_is_replaced_twice_under_load()
    {
        var home = await Cluster.NamespaceAsync();
        var (first, second) = (new WidgetValidator(), new WidgetValidator());
        await using var one = new WebhookReplica(Cluster, home, home, first);
        await using var two = new WebhookReplica(Cluster, home, home, second);
        await Task.WhenAll(one.Server.StartAsync(Cancellation), two.Server.StartAsync(Cancellation), one.Authority.Ready, two.Authority.Ready);
        one.Authority.Certificate!.Issuer.ShouldBe(two.Authority.Certificate!.Issuer); // C19: one authority, however they raced

        var configurations = new ResourceClient<ValidatingWebhookConfiguration>(Cluster.Server);
        await configurations.ApplyAsync(new ObjectKey(Namespace: null, home), Configuration(home, one.Server.Url, two.Server.Url), "tests", Cancellation);
        try
        {
            await Eventually.AsTrueAsync(() => IsRefusedAsync(home), Soon); // both are asked, and trusted
            using var stop = new CancellationTokenSource();
            var load = LoadAsync(home, stop.Token);
            var issuers = new HashSet<string>(StringComparer.Ordinal) { one.Authority.Certificate!.Issuer };
            for (var rotation = 0; rotation < 2; rotation++)
            {
                var before = one.Authority.Certificate!.Issuer;
                await one.Authority.RotateAsync(Cancellation);
                await Eventually.IsTrueAsync(
                    () => one.Authority.Certificate!.Issuer != before && one.Authority.Certificate.Issuer == two.Authority.Certificate!.Issuer, Soon);
                issuers.Add(one.Authority.Certificate!.Issuer);
                await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, Cancellation);
            }

            await stop.CancelAsync();
            var (done, failed) = await load;

            failed.ShouldBeEmpty();
            done.ShouldBeGreaterThan(50);
            issuers.Count.ShouldBe(3);
            Math.Min(first.Asked, second.Asked).ShouldBeGreaterThanOrEqualTo(done);
        }
        finally
        {
            // Fails closed: left behind, it would stand in the way of every other test's widgets. Its selector keeps it to this one.
            await Cluster.Server.SendAsync<System.Text.Json.JsonElement>(HttpMethod.Delete, $"/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/{home}", body: null, CancellationToken.None);
        }
    }

    private async Task<(int Done, List<string> Failed)> LoadAsync(string home, CancellationToken stop)
    {
        var (done, failed) = (0, new List<string>());
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Cluster.Widgets.CreateAsync(Widget.Named($"load-{done}", home), "tests", Cancellation);
                done++;
            }
            catch (KubeApiException error)
            {
                failed.Add(error.Message);
            }
        }

        return (done, failed);
    }

    private async Task<bool> IsRefusedAsync(string home)
    {
        try
        {
            await Cluster.Widgets.CreateAsync(Widget.Named($"large-{Guid.NewGuid():N}", home, size: 101), "tests", Cancellation);
            return false;
        }
        catch (KubeApiException refused)
        {
            return refused.Message.Contains("spec.size: '101' is above 100", StringComparison.Ordinal);
        }
    }

    private static JsonObject Configuration(string home, params Uri[] replicas) => new()
    {
        ["webhooks"] = new JsonArray([.. replicas.Select((replica, number) => (JsonNode)new JsonObject
        {
            ["name"] = $"replica-{number}.kube.test",
            ["admissionReviewVersions"] = new JsonArray("v1"),
            ["sideEffects"] = "None",
            ["timeoutSeconds"] = 10,
            ["objectSelector"] = new JsonObject(),
            ["namespaceSelector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["home"] = home } },
            ["clientConfig"] = new JsonObject { ["url"] = $"{replica.ToString().TrimEnd('/')}/validate" },
            ["rules"] = new JsonArray(new JsonObject
            {
                ["apiGroups"] = new JsonArray("conformance.kube.test"), ["apiVersions"] = new JsonArray("v1"),
                ["operations"] = new JsonArray("CREATE", "UPDATE"), ["resources"] = new JsonArray("widgets"),
            }),
        })]),
    };
}
