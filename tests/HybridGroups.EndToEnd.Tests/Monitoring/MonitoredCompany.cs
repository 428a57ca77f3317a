using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using FaultProxy.Tcp;
using HybridGroups.EndToEnd.Tests.Engine;
using HybridGroups.EndToEnd.Tests.Running;

namespace HybridGroups.EndToEnd.Tests.Monitoring;

/// <summary>
/// A company whose operator runs as it is deployed and is read by a Prometheus. Between it and the domain controller stands a proxy.
/// Some work of every kind has been done, so that there is something to measure.
/// </summary>
public sealed class MonitoredCompany(SharedSurroundings surroundings) : IAsyncLifetime
{
    internal const string Sales = "user.department -eq \"Sales\"";
    internal const string SalesGroup = "entraGroup: {displayName: All of sales, create: true}";

    private readonly TemporaryFolder state = new();
    private readonly string diagnostics = $"127.0.0.1:{LoopbackPort.Free()}";
    private readonly string webhook = $"127.0.0.1:{LoopbackPort.Free()}";

    internal Company Company { get; private set; } = null!;

    internal OperatorProcess Operator { get; private set; } = null!;

    internal PrometheusServer Prometheus { get; private set; } = null!;

    internal TcpFaultProxy DomainController { get; private set; } = null!;

    /// <summary>The label of the connector.</summary>
    internal string Connector => $"{Company.Cluster.Namespace}/corp";

    /// <summary>Where it serves metrics and /debug.</summary>
    internal Uri Diagnostics => new($"http://{diagnostics}");

    /// <summary>Where its snapshots are.</summary>
    internal string Snapshots => Path.Combine(state.Path, "snapshots");

    internal string ConnectorOf(string name) => $"{Company.Cluster.Namespace}/{name}";

    public async ValueTask InitializeAsync()
    {
        var directory = surroundings.Description.ActiveDirectory!;
        Company = await Company.FoundAsync(surroundings.Description);
        DomainController = TcpFaultProxy.Start(directory.Url.Host, 636);
        var anna = await Company.HireAsync("Sales");
        await Company.AddGroupAsync("Readers", anna);
        var team = Company.Entra.AddGroup("Team");
        Company.Entra.AddMember(team, anna.CloudId);
        await ConnectAsync();
        await Company.ApplyPolicyAsync("selection: {types: [Security], honourWritebackConfiguration: false}");
        StartOperator();
        Prometheus = await PrometheusServer.StartAsync(ShippedRules.Faster(rulesChange: false), diagnostics);
        await Eventually.HoldsAsync(async () => (await Company.WrittenBackAsync(team)).ShouldNotBeNull(), Operator, TimeSpan.FromSeconds(90));
        await Company.ApplyRuleAsync(Sales, SalesGroup); // an edit while it runs
        await Eventually.HoldsAsync(async () => (await Company.Cluster.FieldAsync("dgr/sales", ".status.membershipProcessingStatus", Company.Cancellation)).ShouldBe("UpdateComplete"), Operator);
        await AskWebhookAsync();
    }

    /// <summary>
    /// A little of everything that is measured: somebody joins, who belongs into a group, and both sides are looked at; a group is made,
    /// of which the domain controller tells; the webhook is asked.
    /// </summary>
    internal async Task WorkAsync()
    {
        var group = Guid.Parse(await Company.Cluster.FieldAsync("dgr/sales", ".status.groupId", Company.Cancellation));
        var person = await Company.HireAsync("Sales");
        await Company.SyncAsync();
        await Eventually.HoldsAsync(
            () =>
            {
                Company.Entra.MembersOf(group).ShouldContain(person.CloudId);
                return Task.CompletedTask;
            },
            Operator);
        var (made, _) = await Company.AddGroupAsync($"Made for {person.Account}", person);
        await Eventually.HoldsAsync(
            () =>
            {
                Company.Synced(made).ShouldNotBeNull();
                return Task.CompletedTask;
            },
            Operator);
        await AskWebhookAsync();
    }

    internal Task ConnectAsync(string licences = "Block") => Company.ConnectAsync(
        $"groupSync: {{enabled: true, deletionPolicy: Delete, licences: {licences}}}\nsafety: {{maxAddedMembers: 3}}", server: $"ldaps://localhost:{DomainController.EndPoint.Port}");

    /// <summary>As config/manager and the chart run it.</summary>
    internal void StartOperator() => Operator = Company.StartOperator(
        "--leader-election", "--own-namespace", Company.Cluster.Namespace, "--diagnostics-address", diagnostics, "--webhook-address", webhook, "--webhook-name", "127.0.0.1",
        "--state-dir", state.Path);

    internal async Task<string> ScrapeAsync()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        return await http.GetStringAsync(new Uri(Diagnostics, "metrics"), Company.Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (Prometheus is not null) await Prometheus.DisposeAsync();
        if (Operator is not null) await Operator.DisposeAsync();
        if (DomainController is not null) await DomainController.DisposeAsync();
        if (Company is not null) await Company.DisposeAsync();
        state.Dispose();
    }

    /// <summary>Asks as the API server does, trusting the authority in the Secret.</summary>
    private async Task AskWebhookAsync()
    {
        var authority = Convert.FromBase64String(await Company.Cluster.FieldAsync("secret/hybrid-groups-webhook-ca", @".data.ca\.crt", Company.Cancellation));
        using var http = new HttpClient(new SocketsHttpHandler
        {
            SslOptions =
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { X509CertificateLoader.LoadCertificate(authority) }, RevocationMode = X509RevocationMode.NoCheck,
                },
            },
        });
        using var answer = await http.PostAsJsonAsync(
            new Uri($"https://{webhook}/validate"),
            new
            {
                apiVersion = "admission.k8s.io/v1",
                kind = "AdmissionReview",
                request = new
                {
                    uid = "1",
                    operation = "CREATE",
                    kind = new { group = string.Empty, version = "v1", kind = "ConfigMap" },
                    name = "one",
                    @namespace = "default",
                    @object = new { },
                    userInfo = new { username = "tests" },
                },
            },
            Company.Cancellation);
        answer.IsSuccessStatusCode.ShouldBeTrue();
    }
}
