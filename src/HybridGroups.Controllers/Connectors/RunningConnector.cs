using HybridGroups.Controllers.Snapshots;
using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Cloud.Groups;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Ports;
using HybridGroups.Sync.Safety;
using HybridGroups.Sync.Selection;
using Microsoft.Extensions.Logging;

namespace HybridGroups.Controllers.Connectors;

/// <summary>
/// One domain and one tenant, kept in agreement. A single loop: something has changed → wait a moment for more → read what
/// changed → plan → guard → apply → report. Nothing else touches the model.
/// </summary>
public sealed partial class RunningConnector : IAsyncDisposable
{
    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan GiveBackLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PrerequisitesAge = TimeSpan.FromMinutes(15);

    // A pass can make work for the next: a rule over the members of a group that another rule has just filled.
    private const int MostPasses = 8;

    private readonly ConnectorSetup setup;
    private readonly IOnPremisesDirectory activeDirectory;
    private readonly ICloudDirectory entra;
    private readonly Func<ConnectorWork> work;
    private readonly Action<ConnectorReport> reported;
    private readonly IAuditTrail audit;
    private readonly ConnectorSnapshot? snapshot;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly DirectoryModel model;
    private readonly RuleBook rules;
    private readonly Baseline baseline = new();
    private readonly Approvals approvals = new();
    private readonly Importer importer;
    private readonly LiveChecks live;
    private readonly WakeSignal signal;
    private Dictionary<string, Intent> intentsBefore = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, bool> switchesBefore = new Dictionary<string, bool>(StringComparer.Ordinal);
    private IReadOnlySet<string> extensionsBefore = new HashSet<string>(StringComparer.Ordinal);
    private string? wishesProblemTold;
    private DateTimeOffset lastLook;
    private DateTimeOffset prerequisitesRead = DateTimeOffset.MinValue;
    private long? onPremisesObjectsBefore;
    private long? cloudObjectsBefore;
    private DateTimeOffset? lastWriteBefore;

    /// <param name="setup">What it is built on.</param>
    /// <param name="directories">Opens the two sides.</param>
    /// <param name="work">What is wanted now; asked at the beginning of each round.</param>
    /// <param name="reported">Told after each round.</param>
    /// <param name="audit">Told of each change.</param>
    /// <param name="snapshot">Where what it knows is kept; nowhere when null.</param>
    /// <param name="time">The time.</param>
    /// <param name="logger">Where to tell what happens.</param>
    public RunningConnector(
        ConnectorSetup setup, IDirectories directories, Func<ConnectorWork> work, Action<ConnectorReport> reported, IAuditTrail audit, ConnectorSnapshot? snapshot,
        TimeProvider time, ILogger logger)
    {
        this.snapshot = snapshot;
        this.setup = setup;
        this.work = work;
        this.reported = reported;
        this.audit = audit;
        this.time = time;
        this.logger = logger;
        signal = new WakeSignal(time);
        activeDirectory = directories.Open(setup.ActiveDirectory);
        entra = directories.Open(setup.Entra);
        model = new DirectoryModel(setup.ActiveDirectory.BaseName, setup.Matching);
        rules = new RuleBook(model);
        importer = new Importer(model, activeDirectory, entra, time);
        live = new LiveChecks(model, activeDirectory, entra, setup.ActiveDirectory, time);
    }

    /// <summary>Where it stands.</summary>
    public ConnectorReport Report { get; private set; } = new();

    /// <summary>Both directories as known; only to be read between rounds.</summary>
    public DirectoryModel Model => model;

    /// <summary>How many objects each side had when it was last read completely, and when something was last written, from a life before this one.</summary>
    public void Remember(long? onPremisesObjects, long? cloudObjects, DateTimeOffset? lastWrite) =>
        (onPremisesObjectsBefore, cloudObjectsBefore, lastWriteBefore) = (onPremisesObjects, cloudObjects, lastWrite);

    /// <summary>Something has changed: look soon.</summary>
    public void Wake(WakeReasons reasons) => signal.Raise(reasons);

    /// <summary>Entra has posted something.</summary>
    public void Receive(ReadOnlyMemory<byte> body) => entra.Notifications?.Receive(body);

    /// <summary>Ends what it has subscribed to in Entra. It is tried once: Entra ends by itself what nobody renews.</summary>
    public async Task GiveBackAsync()
    {
        if (entra.Notifications is not { } notifications) return;
        using var limit = new CancellationTokenSource(GiveBackLimit, time);
        try
        {
            await notifications.EndAsync(limit.Token);
        }
        catch (Exception error) when (error is Sync.Cloud.Problems.CloudException or OperationCanceledException)
        {
            LogNotGivenBack(setup.Name, error.Message);
        }
    }

    /// <summary>Works until it is cancelled. Faults of the directories never end it.</summary>
    /// <param name="mayGoOn">Throws when the lease is over.</param>
    /// <param name="stop">Ends it.</param>
    public async Task RunAsync(Action mayGoOn, CancellationToken stop)
    {
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var watches = new DirectoryWatches(setup.Name, activeDirectory, entra, () => work().Watches, signal, time, logger).RunAsync(watching.Token);
        try
        {
            await Task.Run(TakeUp, stop);
            var reasons = WakeReasons.Everything;
            while (true)
            {
                await RunOnceAsync(reasons, mayGoOn, stop);
                if (model.IsComplete) await Task.Run(() => snapshot?.SaveIfDue(model, baseline, Report, switchesBefore), stop);
                reasons = await NextAsync(stop);
            }
        }
        finally
        {
            await watching.CancelAsync();
            await watches;
            if (model.IsComplete) snapshot?.SaveAtTheEnd(model, baseline, Report, switchesBefore);
        }
    }

    /// <summary>One round.</summary>
    public async Task<ConnectorReport> RunOnceAsync(WakeReasons reasons, Action mayGoOn, CancellationToken cancellation)
    {
        var wanted = work();
        var started = time.GetUtcNow();
        if (FollowWhatRulesRead(wanted)) reasons |= WakeReasons.Entra;
        using var measured = new RoundMeasure(setup.Name, reasons, signal.Since() ?? started, time);
        var full = NeedsFull(wanted, reasons, started);
        if (full && Report.Plan is not null) Publish(Report with { OwesFullImport = true });
        await ImportAsync(reasons, full, measured, cancellation);
        var report = Report with { IsStaging = wanted.IsStaging, OpensAt = ChangeHours.OpensAt(wanted.Hours, started), OwesFullImport = full && !Report.BothAnswer };
        if (time.GetUtcNow() - prerequisitesRead > PrerequisitesAge || IntentsChanged(wanted))
        {
            report = report with { Prerequisites = await new PrerequisiteReader(activeDirectory, entra).ReadAsync(wanted.Intents, report, cancellation) };
            if (report.BothAnswer) prerequisitesRead = time.GetUtcNow();
            model.NewGroupsAreWrittenBack = report.Prerequisites.WritesNewGroupsBack ?? model.NewGroupsAreWrittenBack;
        }

        intentsBefore = wanted.Intents.ToDictionary(intent => intent.Ref.Key, StringComparer.Ordinal);
        switchesBefore = wanted.Intents.OfType<WritebackIntent>().ToDictionary(intent => intent.Ref.Key, intent => intent.IsEnabled, StringComparer.Ordinal);
        if (model.IsComplete)
        {
            report = await new ConnectorRound(setup, model, rules, baseline, approvals, live, activeDirectory, entra, audit, snapshot, time)
            {
                Measure = measured,
                OnPremisesObjectsBefore = onPremisesObjectsBefore,
                CloudObjectsBefore = cloudObjectsBefore,
            }.RunAsync(wanted, report, started, MostPasses, mayGoOn, cancellation);
            if (model is { OnPremisesIsCurrent: true, CloudIsCurrent: true } && report.Held is null)
            {
                (onPremisesObjectsBefore, cloudObjectsBefore) = (report.ActiveDirectory.Objects, report.Entra.Objects);
            }
        }

        report = report with { RuleProcessing = await ReadProcessingAsync(wanted, report, cancellation) };
        LogRound(setup.Name, report.LastRun?.Planned ?? 0, report.LastRun?.Applied ?? 0, report.LastRun?.Failed ?? 0, report.LastRun?.Held ?? 0, (time.GetUtcNow() - started).TotalMilliseconds);
        Publish(report);
        measured.Ended(report);
        return report;
    }

    public async ValueTask DisposeAsync()
    {
        signal.Dispose();
        entra.Dispose();
        await activeDirectory.DisposeAsync();
    }

    // What an earlier life knew. It proves nothing yet: nothing is taken away before both directories have told what has changed since.
    private void TakeUp()
    {
        if (snapshot?.Load(model, baseline, lastWriteBefore) is not { } state) return;
        Report = state.Report;
        switchesBefore = state.Switches;
    }

    private async Task ImportAsync(WakeReasons reasons, bool full, RoundMeasure measured, CancellationToken cancellation)
    {
        var readsDirectory = full || reasons.HasFlag(WakeReasons.ActiveDirectory) || reasons.HasFlag(WakeReasons.Timer) || !model.OnPremisesIsCurrent;
        var readsCloud = full || reasons.HasFlag(WakeReasons.Entra) || reasons.HasFlag(WakeReasons.Timer) || !model.CloudIsCurrent;
        if (readsDirectory && readsCloud) lastLook = time.GetUtcNow();
        // Both at once: the slower one decides how long it takes.
        var directory = readsDirectory ? measured.ImportAsync(DirectorySide.ActiveDirectory, Report.ActiveDirectory, before => importer.ReadActiveDirectoryAsync(before, full, cancellation)) : Task.FromResult(Report.ActiveDirectory);
        var cloud = readsCloud ? measured.ImportAsync(DirectorySide.Entra, Report.Entra, before => importer.ReadEntraAsync(before, full, cancellation)) : Task.FromResult(Report.Entra);
        await Task.WhenAll(directory, cloud);
        Report = Report with { ActiveDirectory = await directory, Entra = await cloud };
        if (Report.ActiveDirectory.Problem is { } unread) LogUnread(setup.Name, "Active Directory", unread);
        if (Report.Entra.Problem is { } silent) LogUnread(setup.Name, "Microsoft Entra", silent);
        if (importer.WritebackWishesProblem is { } problem && !string.Equals(problem, wishesProblemTold, StringComparison.Ordinal)) LogNoWishes(setup.Name, problem);
        wishesProblemTold = importer.WritebackWishesProblem;
    }

    // Directory extensions are read when a rule asks for them; a new one means one round that tells everything.
    private bool FollowWhatRulesRead(ConnectorWork wanted)
    {
        var extensions = RuleProperties.ExtensionsOf(wanted.Intents);
        if (extensions.SetEquals(extensionsBefore)) return false;
        extensionsBefore = extensions;
        entra.Follow(CloudObjectKind.User, extensions);
        return true;
    }

    private async Task<IReadOnlyDictionary<string, RuleProcessing>> ReadProcessingAsync(ConnectorWork wanted, ConnectorReport report, CancellationToken cancellation)
    {
        var told = new Dictionary<string, RuleProcessing>(StringComparer.Ordinal);
        foreach (var intent in wanted.Intents.OfType<DynamicRuleIntent>().Where(intent => intent is { EvaluatedByEntra: true, IsPaused: false, IsDryRun: false }))
        {
            if (report.Plan?.OutcomeOf(intent.Ref)?.Group is not { } group) continue;
            try
            {
                told[intent.Ref.Key] = await entra.ReadRuleProcessingAsync(group, cancellation);
            }
            catch (Sync.Cloud.Problems.CloudException error)
            {
                told[intent.Ref.Key] = new RuleProcessing.NotAvailable(error.Message);
            }
        }

        return told;
    }

    // A switched policy touches groups that no delta will mention: both sides are read anew before anything is done about it.
    private bool NeedsFull(ConnectorWork wanted, WakeReasons reasons, DateTimeOffset now) =>
        reasons.HasFlag(WakeReasons.Full) || Report.OwesFullImport || !model.IsComplete
        || now - (Report.ActiveDirectory.LastFull ?? DateTimeOffset.MinValue) > wanted.FullResync
        || now - (Report.Entra.LastFull ?? DateTimeOffset.MinValue) > wanted.FullResync
        || wanted.Intents.OfType<WritebackIntent>().Any(intent =>
            switchesBefore.TryGetValue(intent.Ref.Key, out var wasEnabled) && wasEnabled != intent.IsEnabled);

    private bool IntentsChanged(ConnectorWork wanted) =>
        wanted.Intents.Count != intentsBefore.Count
        || wanted.Intents.Any(intent => !intentsBefore.TryGetValue(intent.Ref.Key, out var before) || before.Ref.Generation != intent.Ref.Generation);

    private async Task<WakeReasons> NextAsync(CancellationToken stop)
    {
        var now = time.GetUtcNow();
        // Counted from the last look at both sides, whatever wakes it in between: edits of policies must not put the looking off.
        var look = lastLook + (Report is { BothAnswer: true } && Report.Problems.Count == 0 && !Report.RuleProcessing.Values.Any(IsUnderWay)
            ? work().Interval
            : Shorter(work().Interval, AfterFailure));
        var turn = Earlier(rules.NextWake(), Report.OpensAt) ?? DateTimeOffset.MaxValue;
        var next = turn < look ? turn : look;
        var reasons = await signal.WaitAsync(next > now ? next - now : TimeSpan.Zero, stop);
        if (reasons != WakeReasons.None)
        {
            await Task.Delay(Debounce, time, stop);
            reasons |= signal.Take();
        }

        return time.GetUtcNow() >= look ? reasons | WakeReasons.Timer : reasons | WakeReasons.Intents;
    }

    private void Publish(ConnectorReport report)
    {
        Report = report;
        reported(report);
    }

    private static bool IsUnderWay(RuleProcessing processing) => processing is RuleProcessing.Running or RuleProcessing.NotStarted;

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
