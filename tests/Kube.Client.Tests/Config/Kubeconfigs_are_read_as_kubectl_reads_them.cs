using Kube.Client.Config;
using Kube.Client.Tests.Conformance;

namespace Kube.Client.Tests.Config;

public sealed class Kubeconfigs_are_read_as_kubectl_reads_them(ControlPlane cluster) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kube-client").FullName;

    [Fact]
    public void Several_files_are_merged_and_the_first_entry_of_a_name_counts()
    {
        var first = Write("a.yaml", "current-context: one\ncontexts: [{name: one, context: {cluster: c, user: u, namespace: mine}}]\n");
        var second = Write("b.yaml", "current-context: two\nclusters: [{name: c, cluster: {server: https://first.test}}]\n");
        var third = Write("c.yaml", "clusters: [{name: c, cluster: {server: https://second.test}}]\nusers: [{name: u, user: {token: t}}]\n");

        var access = ClusterAccess.Discover($"{first}:{second}:{Path.Combine(_folder, "missing")}:{third}", context: null);

        (access.Server.Host, access.Namespace).ShouldBe(("first.test", "mine"));
    }

    [Fact]
    public async Task An_exec_plugin_is_asked_once_however_many_wait_and_again_when_its_token_ends()
    {
        var counter = Path.Combine(_folder, "asked");
        var plugin = Write("plugin", """
            #!/bin/sh
            echo x >> COUNTER
            # More than a pipe holds, so that a reader who waits for the end first would wait for ever.
            head -c 200000 /dev/zero | tr '\0' e >&2
            echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"TOKEN","expirationTimestamp":"2026-01-01T00:10:00Z"}}'
            """.Replace("COUNTER", counter, StringComparison.Ordinal).Replace("TOKEN", cluster.Token, StringComparison.Ordinal));
        var file = Write("config", """
            current-context: c
            contexts: [{name: c, context: {cluster: c, user: u}}]
            clusters: [{name: c, cluster: {server: https://a.test}}]
            users: [{name: u, user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: sh, args: [PLUGIN], interactiveMode: Never}}}]
            """.Replace("PLUGIN", plugin, StringComparison.Ordinal));
        var clock = new Clock();
        var credentials = ClusterAccess.Discover(file, context: null, clock).Credentials;

        var tokens = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => credentials.TokenAsync(TestContext.Current.CancellationToken).AsTask()));
        tokens.ShouldAllBe(token => token == cluster.Token);
        Asked().ShouldBe(1);

        credentials.Refused(cluster.Token).ShouldBeTrue();
        await credentials.TokenAsync(TestContext.Current.CancellationToken);
        Asked().ShouldBe(2);

        clock.Now += TimeSpan.FromMinutes(10);
        await credentials.TokenAsync(TestContext.Current.CancellationToken);
        Asked().ShouldBe(3);

        int Asked() => File.ReadAllLines(counter).Length;
    }

    [Theory]
    [InlineData("clusters: [{name: c, cluster: {server: https://a.test, insecure-skip-tls-verify: true}}]", "insecure-skip-tls-verify")]
    [InlineData("clusters: [{name: other, cluster: {server: https://a.test}}]", "no cluster 'c'; known are: other")]
    [InlineData("clusters: [", "line")]
    public void What_cannot_be_used_is_said_with_its_place(string clusters, string expected)
    {
        var file = Write("config", $"current-context: c\ncontexts: [{{name: c, context: {{cluster: c}}}}]\n{clusters}\n");

        Should.Throw<KubeconfigException>(() => ClusterAccess.Discover(file, context: null)).Message.ShouldContain(expected);
    }

    [Fact]
    public void Credentials_show_nothing_of_themselves() => $"{Credentials.Of("secret-token", certificate: null)}".ShouldNotContain("secret-token");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
