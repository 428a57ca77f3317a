using System.CommandLine;
using HybridGroups.Controllers.Connectors;
using HybridGroups.Output;

namespace HybridGroups.Commands.Plans;

/// <summary>What would be done, from manifests and live directories, with no cluster and no write.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var folder = PlanOptions.Folder();
        var output = OutputOption.Create();
        var domain = new Option<string?>("--ad") { Description = "Active Directory from this LDIF, in place of the live one. Goes with --entra.", HelpName = "FILE" };
        var tenant = new Option<string?>("--entra") { Description = "Microsoft Entra from this JSON, in place of the live one. Goes with --ad.", HelpName = "FILE" };
        var detailed = new Option<bool>("--detailed-exitcode") { Description = "0 nothing to do, 2 there is something to do, 3 some of it would be held, 1 it could not be planned." };
        var command = new Command(
            "plan",
            """
            Reads both directories and shows what the manifests would change: groups, members gained and lost, moves, deletions, what
            would be held and why. Nothing is written, and no cluster is needed.

            With --ad and --entra the directories are files that hybrid-groups export wrote, and no credentials are needed: for a
            pipeline that must not reach the directories. What the account may do there is then not known.

            Exit codes: 0 it was planned, 1 it could not be; with --detailed-exitcode: 0 nothing to do, 2 there is something to do,
            3 some of it would be held, 1 it could not be planned.

            Examples:
              hybrid-groups plan -f manifests/
              hybrid-groups plan -f manifests/ --ad ad.ldif --entra entra.json
              hybrid-groups plan -f manifests/ --detailed-exitcode -o json > plan.json    # in a pipeline
            """) { folder, domain, tenant, output, detailed };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(domain) is null) != (result.GetValue(tenant) is null)) result.AddError("--ad and --entra go together: a plan compares both sides.");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var session = new PlanSession(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, parsed.GetValue(output));
            if (!await session.OpenAsync(parsed.GetRequiredValue(folder), approved: null, new NoAudit(), cancellation, Exports.Of(parsed.GetValue(domain), parsed.GetValue(tenant)))) return ExitCodes.Failed;
            var reports = await session.PlanAsync(cancellation);
            if (reports.Contains(null)) return ExitCodes.Failed;
            return !parsed.GetValue(detailed) ? ExitCodes.Success
                : reports.Any(report => report!.Held is not null) ? ExitCodes.Held
                : reports.Any(report => report!.Plan?.Changes.Count > 0) ? ExitCodes.Changes
                : ExitCodes.Success;
        });
        return command;
    }

    // Planning changes nothing, so there is nothing to keep.
    private sealed class NoAudit : IAuditTrail
    {
        public void Write(AuditRecord entry) => throw new InvalidOperationException($"A plan has changed {entry.Group}.");
    }
}
