using System.Net.Http.Headers;
using System.Text.Json;
using HybridGroups.Entra.Connecting;
using HybridGroups.GraphSimulator.Faults;
using HybridGroups.GraphSimulator.Hosting;
using HybridGroups.GraphSimulator.Seeding;
using HybridGroups.Sync.Cloud.Changes;
using Microsoft.Extensions.Logging;

namespace HybridGroups.Entra.Tests.Surroundings;

/// <summary>A simulator in this process and a client that talks to it over HTTPS, both on one jumping clock.</summary>
internal sealed class SimulatedTenant : IAsyncDisposable
{
    private readonly SimulatorHost host;
    private readonly HttpClient http;

    private SimulatedTenant(SimulatorHost host, JumpingClock clock, CountingHandler handler, RecordingLoggers logs, Func<EntraOptions, EntraOptions> adjust)
    {
        this.host = host;
        Clock = clock;
        Handler = handler;
        Logs = logs;
        http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        Options = adjust(new EntraOptions(host.Simulator.TenantId.ToString("D"), new EntraCredential.ClientSecret(Simulator.DefaultClientId, Simulator.DefaultClientSecret))
        {
            Cloud = CloudEnvironment.Public.At(host.Address, host.Address),
        });
        Directory = NewDirectory();
    }

    public Simulator Tenant => host.Simulator;

    public SimulatorHost Host => host;

    public JumpingClock Clock { get; }

    public CountingHandler Handler { get; }

    public RecordingLoggers Logs { get; }

    public EntraOptions Options { get; }

    public EntraDirectory Directory { get; }

    public static async Task<SimulatedTenant> StartAsync(
        ulong seed = 1, FaultSettings? faults = null, TenantSeed? people = null, Func<EntraOptions, EntraOptions>? adjust = null, HttpMessageHandler? notifications = null)
    {
        var clock = new JumpingClock();
        var simulator = await SimulatorHost.StartAsync(
            new SimulatorOptions { Seed = seed, Clock = clock, Faults = faults ?? FaultSettings.Demo, NotificationHandler = notifications },
            TestCertificate.Loopback, TestContext.Current.CancellationToken);
        if (people is not null)
            simulator.Simulator.Seed(people);
        var handler = new CountingHandler(TestCertificate.TrustingHandler());
        clock.Run(() => handler.UnderWay == simulator.Sleeping);
        return new SimulatedTenant(simulator, clock, handler, new RecordingLoggers(), adjust ?? (options => options));
    }

    /// <summary>A client as another process would have it: nothing remembered.</summary>
    public EntraDirectory NewDirectory(EntraOptions? options = null) => new(options ?? Options, http, Clock, Logs);

    public async Task<CloudMirror> ReadAsync(CloudMirror? mirror = null, params CloudObjectKind[] kinds)
    {
        mirror ??= new CloudMirror();
        foreach (var kind in kinds.Length == 0 ? Enum.GetValues<CloudObjectKind>() : kinds)
        {
            await foreach (var change in Directory.ReadChangesAsync(kind, mirror.CheckpointOf(kind), TestContext.Current.CancellationToken))
                mirror.Apply(change);
        }

        return mirror;
    }

    /// <summary>Polls until everything that surfaces late has surfaced.</summary>
    public async Task<CloudMirror> ReadUntilSettledAsync(CloudMirror mirror)
    {
        for (var round = 0; round < 2; round++)
        {
            Clock.Advance(TimeSpan.FromMinutes(3));
            await ReadAsync(mirror);
        }

        return mirror;
    }

    /// <summary>As the service tells them to whoever made them, in the order of creation.</summary>
    public async Task<IReadOnlyList<Guid>> GetSubscriptionIdsAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = Simulator.DefaultClientId,
            ["client_secret"] = Simulator.DefaultClientSecret,
            ["scope"] = new Uri(host.Address, ".default").ToString(),
        });
        using var signedIn = await http.PostAsync(new Uri(host.Address, $"{Tenant.TenantId}/oauth2/v2.0/token"), form, cancellation);
        using var token = JsonDocument.Parse(await signedIn.Content.ReadAsStringAsync(cancellation));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Address, "v1.0/subscriptions"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.RootElement.GetProperty("access_token").GetString());
        using var reply = await http.SendAsync(request, cancellation);
        using var answer = JsonDocument.Parse(await reply.Content.ReadAsStringAsync(cancellation));
        return [.. answer.RootElement.GetProperty("value").EnumerateArray().Select(row => row.GetProperty("id").GetGuid())];
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Dispose();
        http.Dispose();
        await host.DisposeAsync();
        await Clock.DisposeAsync();
        Logs.Dispose();
    }
}
