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
}
