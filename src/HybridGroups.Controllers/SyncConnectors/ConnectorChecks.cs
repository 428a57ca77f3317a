using HybridGroups.Api.Conditions;
using HybridGroups.Sync.Ports;

namespace HybridGroups.Controllers.SyncConnectors;

/// <summary>What must hold for a connector to be ready, in this order: the first that does not hold is the reason given.</summary>
internal static class ConnectorChecks
{
    private static readonly Func<ConnectorSnapshot, ConnectorVerdict?>[] Chain =
    [
        SpecIsValid,
        CaBundleIsThere,
        ActiveDirectoryAnswers,
        DomainIsTheOneMeant, // after it answered: a server of another domain must never be taken for ours
        EntraAnswers,
        IsSetUp,
        IsAuthorized,
        IsRead,
        NothingIsHeld,
        ObjectsAgree, // last: single objects never hide what is wrong with the whole
    ];

    public static ConnectorVerdict? Decide(ConnectorSnapshot snapshot) =>
        Chain.Select(check => check(snapshot)).FirstOrDefault(verdict => verdict is not null);

    private static ConnectorVerdict? SpecIsValid(ConnectorSnapshot snapshot) => snapshot.Addresses.Problems.Count > 0
        ? new ConnectorVerdict(Reasons.InvalidSpec, string.Join(' ', snapshot.Addresses.Problems), IsTerminal: true)
        : null;

    private static ConnectorVerdict? CaBundleIsThere(ConnectorSnapshot snapshot) => snapshot.CaBundleProblem is { } problem
        ? new ConnectorVerdict(Reasons.ReferenceNotFound, problem, IsTerminal: false)
        : null;

    private static ConnectorVerdict? ActiveDirectoryAnswers(ConnectorSnapshot snapshot) => snapshot.ActiveDirectory is ProbeResult.Silent silent
        ? new ConnectorVerdict(Reasons.Unreachable, $"Active Directory: {silent.Message}", IsTerminal: false)
        : null;

    private static ConnectorVerdict? DomainIsTheOneMeant(ConnectorSnapshot snapshot)
    {
        if (snapshot.ActiveDirectory is not ProbeResult.Answers answers
            || string.Equals(answers.NamingContext, snapshot.Spec.ActiveDirectory.BaseDN, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return new ConnectorVerdict(
            Reasons.WrongDomain,
            $"spec.activeDirectory.baseDN is '{snapshot.Spec.ActiveDirectory.BaseDN}', but {answers.Server} serves "
            + $"'{answers.NamingContext ?? "no domain"}': correct the servers, or make another SyncConnector for that domain.",
            IsTerminal: true);
    }

    private static ConnectorVerdict? EntraAnswers(ConnectorSnapshot snapshot) => snapshot.Entra is ProbeResult.Silent silent
        ? new ConnectorVerdict(Reasons.Unreachable, $"Microsoft Entra: {silent.Message}", IsTerminal: false)
        : null;

    private static ConnectorVerdict? IsSetUp(ConnectorSnapshot snapshot) => snapshot.Report?.SetupProblem is { } problem
        ? new ConnectorVerdict(Reasons.ReferenceNotFound, problem, IsTerminal: false)
        : null;

    private static ConnectorVerdict? IsAuthorized(ConnectorSnapshot snapshot) => snapshot.Report switch
    {
        { ActiveDirectory: { IsRefused: true, Problem: { } problem } } => new ConnectorVerdict(Reasons.NotAuthorized, $"Active Directory: {problem}", IsTerminal: false),
        { Entra: { IsRefused: true, Problem: { } problem } } => new ConnectorVerdict(Reasons.NotAuthorized, $"Microsoft Entra: {problem}", IsTerminal: false),
        _ => null,
    };

    private static ConnectorVerdict? IsRead(ConnectorSnapshot snapshot) => snapshot.Report switch
    {
        { ActiveDirectory.Problem: { } problem } => new ConnectorVerdict(Reasons.ImportFailed, $"Active Directory: {problem} Nothing is taken away until it can be read again.", IsTerminal: false),
        { Entra.Problem: { } problem } => new ConnectorVerdict(Reasons.ImportFailed, $"Microsoft Entra: {problem} Nothing is taken away until it can be read again.", IsTerminal: false),
        { Plan: null } => new ConnectorVerdict(Reasons.Progressing, "Both directories are being read for the first time.", IsTerminal: false),
        _ => null,
    };

    private static ConnectorVerdict? NothingIsHeld(ConnectorSnapshot snapshot) => snapshot.Report?.Held is { } held
        ? new ConnectorVerdict(
            Reasons.SafetyThresholdExceeded,
            $"{HeldText.Counts(held)} wait for an approval, because {string.Join("; ", held.Reasons.Take(3))}. "
            + $"Look at them, and if they are meant, annotate: hybridgroups.io/approve-plan={held.Hash}",
            IsTerminal: true)
        : null;

    private static ConnectorVerdict? ObjectsAgree(ConnectorSnapshot snapshot) => snapshot.Report is { LastRun.Failed: > 0 } report
        ? new ConnectorVerdict(
            Reasons.ObjectErrors,
            $"{report.LastRun!.Failed} changes failed in the last run; they are tried again. The first: {report.Problems.Select(problem => problem.Message).FirstOrDefault() ?? "see status.objectErrors"}",
            IsTerminal: false)
        : null;
}
