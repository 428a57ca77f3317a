using HybridGroups.GraphSimulator.Delta;
using HybridGroups.GraphSimulator.DynamicGroups;
using HybridGroups.GraphSimulator.Faults;
using HybridGroups.GraphSimulator.Journal;
using HybridGroups.GraphSimulator.Notifications;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Tenant;
using HybridGroups.GraphSimulator.Throttling;
using HybridGroups.GraphSimulator.Tokens;

namespace HybridGroups.GraphSimulator.Hosting;

/// <summary>The parts of one simulated tenant. Everything in it is used with the gate held.</summary>
internal sealed class SimulatorCore : IDisposable
{
    private static readonly TimeSpan DeletedItemsLife = TimeSpan.FromDays(30);
    private readonly PriorityQueue<Action, DateTimeOffset> later = new();

    public SimulatorCore(SimulatorOptions options)
    {
        Clock = options.Clock;
        Randomness = new Randomness(options.Seed);
        Store = new DirectoryStore(Clock);
        Faults = new FaultInjector(Randomness) { Settings = options.Faults };
        Tenant = new TenantState(Store, options.TenantId, options.Domain, Randomness);
        Replicas = new ReplicaSet(Store, Faults, Clock);
        Quota = new QuotaMeter(Faults, Clock);
        Conduct = new ConductMonitor(Store, Quota);
        Delta = new DeltaEngine(Store, Faults, Conduct, Clock, options.Seed);
        Dynamic = new DynamicGroupProcessor(Store, Faults, Clock);
        Subscriptions = new SubscriptionBook(Store, Faults, Clock, options.TenantId);
        Tokens = new TokenService(Tenant, Faults, Clock);
    }

    public Lock Gate { get; } = new();

    public TimeProvider Clock { get; }

    public Randomness Randomness { get; }

    public DirectoryStore Store { get; }

    public TenantState Tenant { get; }

    public FaultInjector Faults { get; }

    public ReplicaSet Replicas { get; }

    public QuotaMeter Quota { get; }

    public RequestJournal Journal { get; } = new();

    public ConductMonitor Conduct { get; }

    public DeltaEngine Delta { get; }

    public DynamicGroupProcessor Dynamic { get; }

    public SubscriptionBook Subscriptions { get; }

    public TokenService Tokens { get; }

    /// <summary>Requests whose notification endpoint did not prove itself, and why.</summary>
    public Dictionary<string, string> HandshakeFailures { get; } = new(StringComparer.Ordinal);

    public static string RootOf(HttpRequest request) => $"{request.Scheme}://{request.Host}";

    /// <summary>Does something once the clock has come that far.</summary>
    public void Later(TimeSpan delay, Action action) => later.Enqueue(action, Clock.GetUtcNow() + delay);

    /// <summary>Catches up with the clock: whatever the service does by itself happens here.</summary>
    public void Tick()
    {
        var now = Clock.GetUtcNow();
        while (later.TryPeek(out var action, out var due) && due <= now)
        {
            later.Dequeue();
            action();
        }

        Dynamic.Tick();
    }

    public void PurgeExpired()
    {
        var now = Clock.GetUtcNow();
        foreach (var deleted in Store.Objects.Where(known => known.State.Lifecycle == Lifecycle.SoftDeleted && now - known.State.At > DeletedItemsLife).ToList())
            Store.Purge(deleted);
    }

    /// <summary>A run of the on-premises sync client: it claims back what was rolled back to it.</summary>
    public void RunOnPremisesSync()
    {
        var kind = Store.Schema[ObjectKind.Group];
        foreach (var group in Store.Objects.Where(known => known.Kind == ObjectKind.Group && known.State.IsLive
            && known.State.Properties.Get(kind[GroupProperties.KnownOnPremises].Index) is true
            && known.State.Properties.Get(kind[GroupProperties.IsCloudManaged].Index) is not true).ToList())
        {
            Store.Update(group, new Dictionary<ushort, object?>
            {
                [kind["onPremisesSyncEnabled"].Index] = true,
                [kind["onPremisesLastSyncDateTime"].Index] = Clock.GetUtcNow(),
            });
        }
    }

    public void Dispose() => Tokens.Dispose();
}
