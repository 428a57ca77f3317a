using System.Net;
using System.Security.Cryptography.X509Certificates;
using FaultProxy.Http;
using Kube.Client.Core;
using Kube.Client.Errors;
using Kube.Client.Http;
using Kube.Client.Metadata;
using Kube.Client.Resources;
using Kube.Client.Watch;

namespace Environment.Tests.FaultProxies;

public sealed class An_http_fault_strikes_the_requests_it_names(SharedSurroundings surroundings) : IAsyncLifetime
{
    private static readonly ObjectKey NoSuchObject = new("default", "no-such-object");

    private readonly X509Certificate2 _certificate = ApiServerAccess.OwnCertificate();
    private HttpFaultProxy? _proxy;
    private ApiServer? _server;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private HttpFaultProxy Proxy => _proxy!;

    private ResourceClient<ConfigMap> ConfigMaps => new(_server!);

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(surroundings.Kubernetes.Own, "a cluster of your own has no token accounts, and a client certificate does not get through a proxy that ends TLS");
        _proxy = await HttpFaultProxy.StartAsync(
            surroundings.Kubernetes.Url!, ApiServerAccess.AuthorityOf(surroundings.Kubernetes), _certificate);
        _server = ApiServerAccess.Connect(ApiServerAccess.Through(_proxy.Url, surroundings.Kubernetes, _certificate));
    }

    public async ValueTask DisposeAsync()
    {
        _server?.Dispose();
        if (_proxy is not null)
        {
            await _proxy.DisposeAsync();
        }

        _certificate.Dispose();
    }

    [Fact]
    public async Task Without_a_rule_the_real_server_answers()
    {
        (await ConfigMaps.FindAsync(NoSuchObject, Cancellation)).ShouldBeNull();
        Proxy.Requests.ShouldBe(1);
    }

    [Theory]
    [InlineData(410, "Expired")]
    [InlineData(429, "TooManyRequests")]
    [InlineData(500, "InternalError")]
    [InlineData(503, "ServiceUnavailable")]
    public async Task An_answer_is_given_once_with_its_status_its_reason_and_when_to_come_again(int status, string reason)
    {
        var rule = Proxy.Add(new HttpFaultRule(
            new HttpFault.Answer(status, $$"""{"kind":"Status","reason":"{{reason}}","message":"by the script","code":{{status}}}""", RetryAfterSeconds: 7), Method: "GET", PathContains: "configmaps"));

        var error = await Should.ThrowAsync<KubeApiException>(() => ConfigMaps.FindAsync(NoSuchObject, Cancellation));

        error.StatusCode.ShouldBe((HttpStatusCode)status);
        error.Reason.ShouldBe(reason);
        error.RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
        rule.Struck.ShouldBe(1);
        (await ConfigMaps.FindAsync(NoSuchObject, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_rule_can_let_some_requests_pass_first()
    {
        Proxy.Add(new HttpFaultRule(new HttpFault.Answer(503), After: 2));

        await ConfigMaps.FindAsync(NoSuchObject, Cancellation);
        await ConfigMaps.FindAsync(NoSuchObject, Cancellation);
        await Should.ThrowAsync<KubeApiException>(() => ConfigMaps.FindAsync(NoSuchObject, Cancellation));
        await ConfigMaps.FindAsync(NoSuchObject, Cancellation);
    }

    [Fact]
    public async Task A_write_can_be_committed_although_the_client_is_told_504()
    {
        var name = $"committed-{Guid.NewGuid():n}";
        Proxy.Add(new HttpFaultRule(new HttpFault.AnswerAfterCommit(504), Method: "POST"));

        var error = await Should.ThrowAsync<KubeApiException>(() => Create(name));

        error.StatusCode.ShouldBe(HttpStatusCode.GatewayTimeout);
        (await ConfigMaps.FindAsync(new ObjectKey("default", name), Cancellation)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_body_can_be_cut_in_the_middle()
    {
        Proxy.Add(new HttpFaultRule(new HttpFault.CutBody(AfterBytes: 20)));

        var error = await Should.ThrowAsync<KubeApiException>(() => ConfigMaps.ListPageAsync(new ListScope("kube-system"), resourceVersion: null, continueAt: null, Cancellation));

        error.IsUnreachable.ShouldBeTrue();
    }

    [Fact]
    public async Task A_delayed_request_still_reaches_the_server()
    {
        Proxy.Add(new HttpFaultRule(new HttpFault.Delay(TimeSpan.FromMilliseconds(400))));
        var began = TimeProvider.System.GetTimestamp();

        (await ConfigMaps.FindAsync(NoSuchObject, Cancellation)).ShouldBeNull();

        TimeProvider.System.GetElapsedTime(began).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(350));
    }

    [Fact]
    public async Task A_watch_streams_through_event_by_event_and_can_be_stalled()
    {
        var name = $"watched-{Guid.NewGuid():n}";
        var listed = await ConfigMaps.ListPageAsync(new ListScope("default"), resourceVersion: null, continueAt: null, Cancellation);
        var rule = Proxy.Add(new HttpFaultRule(new HttpFault.StallBody(AfterBytes: 1), PathContains: "watch=true", After: 1));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));

        await using var events = ConfigMaps.WatchAsync(new ListScope("default"), listed.ResourceVersion, TimeSpan.FromMinutes(5), sendInitialEvents: false, limit.Token).GetAsyncEnumerator(limit.Token);
        var next = events.MoveNextAsync();
        await Create(name);
        (await next).ShouldBeTrue();
        events.Current.ShouldBeOfType<WatchEvent<ConfigMap>.Changed>().Object.Metadata.Name.ShouldBe(name);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in ConfigMaps.WatchAsync(new ListScope("default"), listed.ResourceVersion, TimeSpan.FromMinutes(5), sendInitialEvents: false, patience.Token))
            {
                true.ShouldBeFalse("not a whole event may pass a watch that stalls after its first byte");
            }
        });
        rule.Struck.ShouldBe(1);
    }

    private async Task Create(string name)
    {
        var body = RequestBody.Json(new { apiVersion = "v1", kind = "ConfigMap", metadata = new { name } });
        await _server!.SendAsync<ConfigMap>(HttpMethod.Post, "/api/v1/namespaces/default/configmaps", body, Cancellation);
    }
}
