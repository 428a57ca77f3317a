using System.Security.Cryptography.X509Certificates;
using HybridGroups.GraphSimulator.Administration;
using HybridGroups.GraphSimulator.Notifications;
using HybridGroups.GraphSimulator.Tokens;

namespace HybridGroups.GraphSimulator.Hosting;

/// <summary>A running simulator: Graph, the login host and the administration on one address.</summary>
public sealed class SimulatorHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly SimulatorCore core;
    private readonly GraphEndpoint graph;
    private readonly HttpClient notifications;

    private SimulatorHost(WebApplication app, SimulatorCore core, SimulatorOptions options)
    {
        this.app = app;
        this.core = core;
        // The handler belongs to whoever gave it.
        notifications = options.NotificationHandler is { } handler ? new HttpClient(handler, disposeHandler: false) : new HttpClient();
        var sender = new NotificationSender(notifications);
        Simulator = new Simulator(core);
        graph = new GraphEndpoint(core, sender);
        Pump = new NotificationPump(core, sender);
    }

    public Simulator Simulator { get; }

    /// <summary>Requests held back on the simulator's clock by a slow-answer fault.</summary>
    public int Sleeping => graph.Sleeping;

    public Uri Address => new(app.Urls.First());

    private NotificationPump Pump { get; }

    /// <summary>Starts one inside this process, over HTTPS on a free loopback port.</summary>
    public static async Task<SimulatorHost> StartAsync(SimulatorOptions options, X509Certificate2 certificate, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listener => listener.UseHttps(certificate)));
        var host = Create(builder, options);
        await host.app.StartAsync(cancellationToken);
        return host;
    }

    /// <summary>One that is ready to run; addresses and certificates come from the builder's configuration.</summary>
    public static SimulatorHost Create(WebApplicationBuilder builder, SimulatorOptions options)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 64 * 1024 * 1024;
        });
        var host = new SimulatorHost(builder.Build(), new SimulatorCore(options), options);
        host.Map();
        return host;
    }

    public Task RunAsync() => app.RunAsync();

    /// <summary>From now on notifications are sent as they become due, and not only when <see cref="DeliverNotificationsAsync"/> says so.</summary>
    public void StartDelivering() => Pump.Start();

    /// <summary>Sends the notifications that are due, now.</summary>
    public Task DeliverNotificationsAsync(CancellationToken cancellationToken) => Pump.DeliverAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Pump.DisposeAsync();
        await app.DisposeAsync();
        notifications.Dispose();
        core.Dispose();
    }

    private void Map()
    {
        app.MapGet("/health", () => "ok");
        new TokenEndpoint(core).Map(app);
        new AdministrationEndpoint(Simulator, this).Map(app);
        app.Map("/v1.0/{**path}", graph.HandleAsync);
        app.Map("/beta/{**path}", graph.HandleAsync);
    }
}
