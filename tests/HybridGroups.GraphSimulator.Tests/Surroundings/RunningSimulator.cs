using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using HybridGroups.GraphSimulator.Faults;
using HybridGroups.GraphSimulator.Hosting;
using HybridGroups.GraphSimulator.Tenant;

namespace HybridGroups.GraphSimulator.Tests.Surroundings;

/// <summary>A simulator in this process, a plain HTTP client, and a token for it.</summary>
internal sealed class RunningSimulator : IAsyncDisposable
{
    private static readonly X509Certificate2 Certificate = MakeCertificate();
    private readonly SimulatorHost host;
    private readonly HttpClient http;

    private RunningSimulator(SimulatorHost host, SimulatorClock clock)
    {
        this.host = host;
        Clock = clock;
        http = new HttpClient(new SocketsHttpHandler
        {
            SslOptions =
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    RevocationMode = X509RevocationMode.NoCheck,
                    CustomTrustStore = { Certificate },
                },
            },
        })
        {
            BaseAddress = host.Address,
        };
    }

    public static string CertificatePem => Certificate.ExportCertificatePem();

    public Simulator Tenant => host.Simulator;

    public SimulatorClock Clock { get; }

    public Uri Address => host.Address;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RunningSimulator> StartAsync(FaultSettings? faults = null, ulong seed = 1)
    {
        var clock = new SimulatorClock();
        var started = await SimulatorHost.StartAsync(
            new SimulatorOptions { Seed = seed, Clock = clock, Faults = faults ?? FaultSettings.Demo }, Certificate, Cancellation);
        var running = new RunningSimulator(started, clock);
        await running.SignInAsync(Simulator.DefaultClientId, Simulator.DefaultClientSecret);
        return running;
    }

    public async Task SignInAsync(string clientId, string secret)
    {
        var (status, body) = await TokenAsync(("grant_type", "client_credentials"), ("client_id", clientId), ("client_secret", secret), ("scope", Root + "/.default"));
        status.ShouldBe(HttpStatusCode.OK);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", body.GetProperty("access_token").GetString());
    }

    /// <summary>Signs in as an application that has been granted only these.</summary>
    public Task SignInWithAsync(params string[] roles)
    {
        var app = new AppRegistration { ClientId = Guid.NewGuid().ToString("D"), Secret = "s", Roles = roles.ToHashSet(StringComparer.Ordinal) };
        Tenant.Register(app);
        return SignInAsync(app.ClientId, "s");
    }

    public string Root => Address.GetLeftPart(UriPartial.Authority);

    public async Task<(HttpStatusCode Status, JsonElement Body)> TokenAsync(params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await http.PostAsync(new Uri($"/{Tenant.TenantId:D}/oauth2/v2.0/token", UriKind.Relative), content, Cancellation);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation));
    }

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public async Task<Answer> SendAsync(HttpMethod method, string path, string? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith("https", StringComparison.Ordinal) ? new Uri(path) : new Uri(path, UriKind.Relative));
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        var isJson = response.Content.Headers.ContentType?.MediaType == "application/json";
        return new Answer(
            (int)response.StatusCode, isJson ? JsonSerializer.Deserialize<JsonElement>(text) : default, text,
            response.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase));
    }

    public Task DeliverAsync() => host.DeliverNotificationsAsync(Cancellation);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await host.DisposeAsync();
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=graph-simulator", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
