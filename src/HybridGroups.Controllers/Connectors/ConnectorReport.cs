using HybridGroups.Api.Conditions;
using HybridGroups.Sync.Cloud.Groups;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Safety;

namespace HybridGroups.Controllers.Connectors;

/// <summary>Where a running connector stands. Never changes; each round makes a new one.</summary>
public sealed record ConnectorReport
{
    private const int LongestHistory = 5;

    public SideReport ActiveDirectory { get; init; } = new();

    public SideReport Entra { get; init; } = new();

    /// <summary>Why it could not be set up: a Secret that is missing, an address that is none. Null when it runs.</summary>
    public string? SetupProblem { get; init; }

    /// <summary>Everything is to be read anew because something was switched.</summary>
    public bool OwesFullImport { get; init; }

    public bool IsStaging { get; init; }

    /// <summary>When what is planned may be written; null when it may be now.</summary>
    public DateTimeOffset? OpensAt { get; init; }

    /// <summary>Null before the first round with both sides read.</summary>
    public Plan? Plan { get; init; }

    public HeldChanges? Held { get; init; }

    public DateTimeOffset? HeldSince { get; init; }

    /// <summary>The approval that was used up last; it is taken off the connector, so that nobody takes it for the next one.</summary>
    public string? UsedApproval { get; init; }

    /// <summary>Deletions that wait for a confirmation, by intent.</summary>
    public IReadOnlyDictionary<string, int> AwaitingConfirmation { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Everything that is wrong with single objects: found by the planner, refused by the guard, failed in writing.</summary>
    public IReadOnlyList<ObjectProblem> Problems { get; init; } = [];

    /// <summary>Changes that wait, by intent: held, failed, or not tried.</summary>
    public IReadOnlyDictionary<string, int> Waiting { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>When something was last written, by intent.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> LastApplied { get; init; } = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);

    /// <summary>Since when an intent has had changes that could not be written.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> PendingSince { get; init; } = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);

    /// <summary>What Entra says of the rules that it evaluates, by intent.</summary>
    public IReadOnlyDictionary<string, RuleProcessing> RuleProcessing { get; init; } = new Dictionary<string, RuleProcessing>(StringComparer.Ordinal);

    public RunReport? LastRun { get; init; }

    /// <summary>Runs that changed something or failed, the newest first.</summary>
    public IReadOnlyList<RunReport> History { get; init; } = [];

    public PrerequisiteFacts? Prerequisites { get; init; }

    public bool Writes => !IsStaging && OpensAt is null;

    /// <summary>Why nothing is written, whatever is planned; null when it is written.</summary>
    /// <param name="waiting">How many changes are planned.</param>
    public (string Reason, string Message)? WhyNothingIsWritten(int waiting) => this switch
    {
        { IsStaging: true } => (Reasons.Staging, $"The connector is in staging: {Changes(waiting)} planned, and nothing is written."),
        { OpensAt: { } opens } when waiting > 0 => (Reasons.OutsideChangeWindow, $"{Changes(waiting)} planned; nothing is written before {opens.UtcDateTime:u}, when spec.schedule.windows of the connector lets it."),
        _ => null,
    };

    private static string Changes(int count) => count == 1 ? "1 change is" : $"{count} changes are";

    public SideReport Side(string side) => side == nameof(ActiveDirectory) ? ActiveDirectory : Entra;

    public bool BothAnswer => ActiveDirectory.Problem is null && Entra.Problem is null;

    public ConnectorReport WithRun(RunReport run) => this with
    {
        LastRun = run,
        History = run.IsWorthKeeping ? [run, .. History.Take(LongestHistory - 1)] : History,
    };
}
