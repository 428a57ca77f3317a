using System.Buffers.Text;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using HybridGroups.Entra.Connecting;
using HybridGroups.Entra.Tests.Surroundings;
using HybridGroups.GraphSimulator.Tenant;
using HybridGroups.Sync.Cloud.Problems;
using Microsoft.Extensions.Logging.Abstractions;

namespace HybridGroups.Entra.Tests.Connecting;

public sealed class Every_kind_of_credential_signs_in
{
    private const string ClientId = "99999999-aaaa-4bbb-8ccc-dddddddddddd";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_secret()
    {
        await using var simulated = await SimulatedTenant.StartAsync();

        (await simulated.Directory.ReadTenantAsync(Cancellation)).Id.ShouldBe(simulated.Tenant.TenantId);
    }

    [Fact]
    public async Task A_certificate()
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=operator", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        // The library makes its assertion by the real clock, so the simulator has to go by it as well.
        await using var simulated = await SimulatedTenant.StartAsync(adjust: options => options with { Credential = new EntraCredential.Certificate(ClientId, certificate) });
        simulated.Clock.Advance(now - simulated.Clock.GetUtcNow());
        var app = Granted();
        app.Certificates.Add(certificate.RawData);
        simulated.Tenant.Register(app);

        (await simulated.Directory.ReadTenantAsync(Cancellation)).Id.ShouldBe(simulated.Tenant.TenantId);
        EndsAt("hybridgroups_entra_certificate_expiry_timestamp_seconds", simulated.Tenant.TenantId.ToString("D")).ShouldContain(new DateTimeOffset(certificate.NotAfter).ToUnixTimeSeconds());
    }

    [Fact]
    public async Task A_service_account_token_that_is_read_anew_for_every_sign_in()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Federated("system:serviceaccount:other:other"), Cancellation);
        await using var simulated = await SimulatedTenant.StartAsync(adjust: options => options with { Credential = new EntraCredential.WorkloadIdentity(ClientId, file) });
        var app = Granted();
        app.Federations.Add(("https://issuer.example.com", "system:serviceaccount:hybrid-groups:operator", "api://AzureADTokenExchange"));
        simulated.Tenant.Register(app);
        var refused = await Should.ThrowAsync<CloudException>(() => simulated.Directory.ReadTenantAsync(Cancellation));
        refused.Problem.Code.ShouldBe("AADSTS70021");

        // The kubelet has rotated it.
        await File.WriteAllTextAsync(file, Federated("system:serviceaccount:hybrid-groups:operator"), Cancellation);
        using var later = simulated.NewDirectory();
        (await later.ReadTenantAsync(Cancellation)).Id.ShouldBe(simulated.Tenant.TenantId);
        File.Delete(file);
    }

    [Fact]
    public async Task But_not_where_nobody_listens_which_is_told_with_the_host_and_the_reason()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var login = new Uri($"https://127.0.0.1:{((IPEndPoint)closed.LocalEndpoint).Port}");
        closed.Stop();
        await using var simulated = await SimulatedTenant.StartAsync(adjust: options => options with { Cloud = options.Cloud.At(login, graph: null) });
        var error = await Should.ThrowAsync<CloudException>(() => simulated.Directory.ReadTenantAsync(Cancellation));
        error.Problem.Class.ShouldBe(CloudProblemClass.Transient);
        error.Problem.Describe().ShouldContain($"{login.Authority} did not answer (Connection refused)");
    }

    [Fact]
    public async Task A_managed_identity()
    {
        await using var simulated = await SimulatedTenant.StartAsync();
        simulated.Tenant.Register(Granted());
        // The metadata service has a fixed address that no test can have: this handler stands in for the route to it.
        using var http = new HttpClient(new MetadataRoute(simulated.Host.Address, TestCertificate.TrustingHandler()));
        using var directory = new EntraDirectory(
            simulated.Options with { Credential = new EntraCredential.ManagedIdentity(ClientId) }, http, TimeProvider.System, NullLoggerFactory.Instance);

        (await directory.ReadTenantAsync(Cancellation)).Id.ShouldBe(simulated.Tenant.TenantId);
    }

    [Fact]
    public async Task A_missing_permission_is_named()
    {
        await using var simulated = await SimulatedTenant.StartAsync(adjust: options => options with { Credential = new EntraCredential.ClientSecret(ClientId, "s") });
        simulated.Tenant.Register(new AppRegistration { ClientId = ClientId, Secret = "s" });

        var failure = await Should.ThrowAsync<CloudException>(() => simulated.Directory.ReadDomainsAsync(Cancellation));

        failure.Problem.Class.ShouldBe(CloudProblemClass.PermissionMissing);
        failure.Problem.MissingPermission.ShouldBe("Domain.Read.All");
        failure.Message.ShouldContain("Domain.Read.All");
    }

    [Fact]
    public void Each_cloud_has_its_own_scope()
    {
        CloudEnvironment.Public.Scope.ShouldBe("https://graph.microsoft.com/.default");
        CloudEnvironment.USGovDoD.Scope.ShouldBe("https://dod-graph.microsoft.us/.default");
        CloudEnvironment.USGovDoD.Login.ShouldBe(CloudEnvironment.USGov.Login);
        CloudEnvironment.China.Scope.ShouldBe("https://microsoftgraph.chinacloudapi.cn/.default");
    }

    /// <summary>What a gauge shows of a tenant.</summary>
    private static List<long> EndsAt(string gauge, string tenant)
    {
        var shown = new List<long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == gauge) self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, labels, _) =>
        {
            if (labels.Contains(new KeyValuePair<string, object?>("tenant", tenant))) shown.Add(value);
        });
        listener.Start();
        listener.RecordObservableInstruments();
        return shown;
    }

    private static AppRegistration Granted() => new()
    {
        ClientId = ClientId,
        Roles = new HashSet<string>(StringComparer.Ordinal) { "Organization.Read.All" },
    };

    private static string Federated(string subject) =>
        $"{Encode("""{"alg":"RS256"}""")}.{Encode($$"""{"iss":"https://issuer.example.com","sub":"{{subject}}","aud":"api://AzureADTokenExchange"}""")}.{Encode("x")}";

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private sealed class MetadataRoute(Uri simulator, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.Host == "169.254.169.254")
                request.RequestUri = new Uri(simulator, request.RequestUri.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
