using FaultProxy.Http;
using Kube.Client.Config;
using Kube.Client.Core;
using Kube.Client.Errors;
using Kube.Client.Http;
using Kube.Client.Metadata;
using Kube.Client.Resources;

namespace Kube.Client.Tests.Conformance;

public sealed class A_request_is_repeated_only_where_that_is_allowed(ControlPlane cluster)
{
    [Fact]
    public async Task When_the_server_says_when()
    {
        await using var proxy = await HttpFaultProxy.StartAsync(cluster.Access.Server, cluster.Access.Authorities[0], certificate: null);
        var busy = proxy.Add(new HttpFaultRule(new HttpFault.Answer(429, RetryAfterSeconds: 1), Times: 2));
        using var server = Through(proxy);
        var began = TimeProvider.System.GetTimestamp();

        (await FindAsync(server)).ShouldNotBeNull();

        busy.Struck.ShouldBe(2);
        TimeProvider.System.GetElapsedTime(began).ShouldBeGreaterThan(TimeSpan.FromSeconds(1.9));
    }

    [Fact]
    public async Task Not_when_it_only_fails()
    {
        await using var proxy = await HttpFaultProxy.StartAsync(cluster.Access.Server, cluster.Access.Authorities[0], certificate: null);
        var failing = proxy.Add(new HttpFaultRule(new HttpFault.Answer(500), Times: null));
        using var server = Through(proxy);

        await Should.ThrowAsync<KubeApiException>(() => FindAsync(server));

        failing.Struck.ShouldBe(1);
    }

    [Fact]
    public async Task A_write_whose_answer_was_cut_off_is_never_sent_again()
    {
        await using var proxy = await HttpFaultProxy.StartAsync(cluster.Access.Server, cluster.Access.Authorities[0], certificate: null);
        var cut = proxy.Add(new HttpFaultRule(new HttpFault.CutBody(10), Method: "POST", Times: null));
        using var server = Through(proxy);

        (await Should.ThrowAsync<KubeApiException>(() => new ResourceClient<ConfigMap>(server).CreateAsync(
            new ConfigMap { Metadata = new ObjectMeta { GenerateName = "cut-", Namespace = "default" } }, "tests", TestContext.Current.CancellationToken)))
            .IsUnreachable.ShouldBeTrue();

        cut.Struck.ShouldBe(1);
    }

    [Fact]
    public async Task A_read_whose_answer_was_cut_off_is()
    {
        await using var proxy = await HttpFaultProxy.StartAsync(cluster.Access.Server, cluster.Access.Authorities[0], certificate: null);
        var cut = proxy.Add(new HttpFaultRule(new HttpFault.CutBody(10), Method: "GET", Times: 1));
        using var server = Through(proxy);

        (await FindAsync(server)).ShouldNotBeNull();
        cut.Struck.ShouldBe(1);
    }

    private ApiServer Through(HttpFaultProxy proxy) =>
        new(cluster.Access.With(server: proxy.Url, credentials: Credentials.Of(cluster.Token, certificate: null)), TimeProvider.System);

    private static Task<Namespace?> FindAsync(ApiServer server) =>
        new ResourceClient<Namespace>(server).FindAsync(new ObjectKey(Namespace: null, "default"), TestContext.Current.CancellationToken);
}
