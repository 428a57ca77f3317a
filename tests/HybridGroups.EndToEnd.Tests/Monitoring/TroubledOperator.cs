using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using FaultProxy.Tcp;
using HybridGroups.EndToEnd.Tests.Deployment;
using HybridGroups.EndToEnd.Tests.Engine;
using HybridGroups.EndToEnd.Tests.Running;
using HybridGroups.GraphSimulator.Tenant;
using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.Monitoring;

/// <summary>
/// A replica with certificates that others make, for the webhook and for its application; a second operator that reaches the API server
/// through a proxy and has nothing to do; and a Prometheus that reads both.
/// </summary>
internal sealed class TroubledOperator : IAsyncDisposable
{
    private const string ApplicationId = "99999999-aaaa-4bbb-8ccc-dddddddddddd";

    private const string Touched = """
        apiVersion: hybridgroups.io/v1alpha1
        kind: DynamicGroupRule
        metadata: {name: touched}
        spec:
          connectorRef: {name: nobody}
          rule: user.department -eq "Sales"
          target:
            entraGroup: {displayName: Touched}
        """;

    private static readonly string[] Permissions = ["User.Read.All", "Device.Read.All", "Group.ReadWrite.All", "Organization.Read.All", "Domain.Read.All"];

    private readonly TemporaryFolder folder = new();
    private readonly X509Certificate2 authority = TestAuthority.Make(TimeSpan.FromDays(1), TimeSpan.FromDays(30));
    private readonly AppRegistration application = new() { ClientId = ApplicationId, Roles = Permissions.ToHashSet(StringComparer.Ordinal) };
    private readonly CancellationTokenSource end = new();
    private OperatorProcess? watcher;
    private Task? touching;

    private TroubledOperator(Company company) => Company = company;

    public Company Company { get; }

    public OperatorProcess Replica { get; private set; } = null!;

    public PrometheusServer Prometheus { get; private set; } = null!;

    /// <summary>Where the second operator serves metrics.</summary>
    public string Watcher { get; } = FreeAddress.Next().ToString();

    public TcpFaultProxy ApiServerOfWatcher { get; private set; } = null!;

    public static async Task<TroubledOperator> StartAsync(EnvironmentDescription surroundings, double applicationDays, double webhookDays)
    {
        var started = new TroubledOperator(await Company.FoundAsync(surroundings));
        try
        {
            await started.StartAsync(surroundings, TimeSpan.FromDays(applicationDays), TimeSpan.FromDays(webhookDays));
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    public async Task RenewApplicationAsync(double days) => await WriteApplicationAsync(TimeSpan.FromDays(days));

    public Task RenewWebhookAsync(double days) => TestAuthority.SignAsync(authority, folder.Path, Company.Cancellation, TimeSpan.FromDays(days));

    /// <summary>Until the second operator follows all kinds.</summary>
    public Task WatchersAsync() => Eventually.HoldsAsync(
        async () => (await Prometheus.QueryAsync($"informer_last_event_age_seconds{{instance=\"{Watcher}\", kind=\"DynamicGroupRule\"}}")).ShouldNotBeEmpty(), watcher, TimeSpan.FromSeconds(60));

    /// <summary>The name of the connector's lease.</summary>
    public async Task<string> LeaseAsync()
    {
        using var leases = JsonDocument.Parse(await Company.Cluster.KubectlAsync(Company.Cancellation, "get", "leases", "-o", "json"));
        return leases.RootElement.GetProperty("items").EnumerateArray().Select(lease => lease.GetProperty("metadata"))
            .Single(metadata => metadata.TryGetProperty("annotations", out var notes) && notes.GetProperty("kube-operator/shard").GetString() == $"{Company.Cluster.Namespace}/corp")
            .GetProperty("name").GetString()!;
    }

    /// <summary>Until the replica holds it.</summary>
    public Task IsHeldAsync(string lease) => Eventually.HoldsAsync(
        async () => (await Company.Cluster.FieldAsync($"lease/{lease}", ".spec.holderIdentity", Company.Cancellation)).ShouldNotBe("somebody-else"), Replica);

    /// <summary>Somebody else holds the lease, and never renews it.</summary>
    public Task TakeAsync(string lease, int seconds) => Company.Cluster.KubectlAsync(
        Company.Cancellation, "patch", "lease", lease, "--type=merge", "-p",
        JsonSerializer.Serialize(new { spec = new { holderIdentity = "somebody-else", leaseDurationSeconds = seconds } }));

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        if (touching is not null) await touching;
        end.Dispose();
        if (Prometheus is not null) await Prometheus.DisposeAsync();
        if (watcher is not null) await watcher.DisposeAsync();
        if (Replica is not null) await Replica.DisposeAsync();
        if (ApiServerOfWatcher is not null) await ApiServerOfWatcher.DisposeAsync();
        await Company.DisposeAsync();
        authority.Dispose();
        folder.Dispose();
    }

    private async Task StartAsync(EnvironmentDescription surroundings, TimeSpan applicationLeft, TimeSpan webhookLeft)
    {
        Company.Entra.Register(application);
        await WriteApplicationAsync(applicationLeft);
        await TestAuthority.SignAsync(authority, folder.Path, Company.Cancellation, webhookLeft);
        await Company.ConnectAsync();
        await Company.Cluster.KubectlAsync(
            Company.Cancellation, "patch", "scon/corp", "--type=merge", "-p",
            JsonSerializer.Serialize(new { spec = new { entra = new { credentials = new { clientId = ApplicationId, secretRef = (string?)null, certificateRef = new { name = "application" } } } } }));
        var replica = FreeAddress.Next().ToString();
        Replica = Company.StartOperator(
            "--leader-election", "--own-namespace", Company.Cluster.Namespace, "--diagnostics-address", replica,
            "--webhook-address", FreeAddress.Next().ToString(), "--webhook-certificate", folder.Path);

        var elsewhere = await Cluster.PrepareAsync(surroundings, Company.Cancellation);
        var server = surroundings.Kubernetes!.Url!;
        ApiServerOfWatcher = TcpFaultProxy.Start(server.Host, server.Port);
        var kubeconfig = Path.Combine(folder.Path, "kubeconfig");
        var direct = await File.ReadAllTextAsync(surroundings.Kubernetes.Kubeconfig, Company.Cancellation);
        await File.WriteAllTextAsync(kubeconfig, direct.Replace(server.Authority, ApiServerOfWatcher.EndPoint.ToString(), StringComparison.Ordinal), Company.Cancellation);
        watcher = OperatorProcess.Start(surroundings with { Kubernetes = surroundings.Kubernetes with { Kubeconfig = kubeconfig } }, elsewhere.Namespace, "--diagnostics-address", Watcher);

        Prometheus = await PrometheusServer.StartAsync(ShippedRules.Faster(rulesChange: true), replica, Watcher);
        foreach (var cluster in new[] { Company.Cluster, elsewhere }) await cluster.ApplyAsync(Touched, Company.Cancellation);
        touching = Task.WhenAll(TouchAsync(Company.Cluster, end.Token), TouchAsync(elsewhere, end.Token));
        await Company.Cluster.WaitAsync("Ready", Company.Cancellation);
    }

    // What the rule about silent watches counts on here.
    private static async Task TouchAsync(Cluster cluster, CancellationToken stop)
    {
        for (var time = 1; !stop.IsCancellationRequested; time++)
        {
            await cluster.KubectlAsync(CancellationToken.None, "annotate", "--overwrite", "dgr/touched", $"time={time}");
            await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The application takes the old certificate and the new one, as while one is replaced.</summary>
    private async Task WriteApplicationAsync(TimeSpan left)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=application", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now + left);
        application.Certificates.Add(certificate.RawData);
        var secret = new
        {
            apiVersion = "v1",
            kind = "Secret",
            type = "kubernetes.io/tls",
            metadata = new { name = "application" },
            data = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["tls.crt"] = TestAuthority.Encoded(certificate.ExportCertificatePem()),
                ["tls.key"] = TestAuthority.Encoded(key.ExportPkcs8PrivateKeyPem()),
            },
        };
        await Company.Cluster.ApplyAsync(JsonSerializer.Serialize(secret), Company.Cancellation);
    }
}
