using System.CommandLine;
using HybridGroups.Controllers.Connectors;
using HybridGroups.Output;

namespace HybridGroups.Commands.Plans;

/// <summary>The plan, shown, confirmed, and carried out once. The engine needs no cluster; only the operator does.</summary>
internal static class ApplyCommand
{
    public static Command Create()
    {
        var folder = PlanOptions.Folder();
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask." };
        var approve = new Option<string?>("--approve") { Description = "Also carry out the held changes that were shown under this hash.", HelpName = "HASH" };
        var command = new Command(
            "apply",
            """
            Shows the plan, asks, and carries it out once, with no cluster at all. Held changes stay held unless --approve names them.

            Exit codes: 0 everything was done (or nothing was to do), 1 something failed or was declined.

            Examples:
              hybrid-groups apply -f manifests/
              hybrid-groups apply -f manifests/ --yes --approve 07b3b4ef49e105bc
            """) { folder, yes, approve };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var audit = new AuditToText(output);
            await using var session = new PlanSession(output, errors, OutputFormat.Text);
            if (!await session.OpenAsync(parsed.GetRequiredValue(folder), parsed.GetValue(approve), audit, cancellation)) return ExitCodes.Failed;
            var reports = await session.PlanAsync(cancellation);
            if (reports.Contains(null)) return ExitCodes.Failed;
            if (reports.All(report => report!.Plan?.Changes.Count is null or 0)) return ExitCodes.Success;
            if (!parsed.GetValue(yes) && !await ConfirmedAsync(output)) return ExitCodes.Failed;
            session.GoLive();
            return await CarryOutAsync(session, audit, output, cancellation) ? ExitCodes.Success : ExitCodes.Failed;
        });
        return command;
    }

    private static async Task<bool> CarryOutAsync(PlanSession session, AuditToText audit, TextWriter output, CancellationToken cancellation)
    {
        var isGood = true;
        foreach (var connector in session.Connectors)
        {
            await output.WriteLineAsync($"\n{connector.Name}:");
            (audit.Done, audit.Failed) = (0, 0);
            var report = await connector.RunAsync(cancellation);
            foreach (var problem in report.Problems) await output.WriteLineAsync($"  ! {problem.Class} {problem.Object}: {problem.Message} {problem.Remedy}");
            await output.WriteLineAsync($"  {audit.Done} done, {audit.Failed} failed, {report.Held?.Count ?? 0} held");
            isGood &= report is { LastRun.Failed: 0, BothAnswer: true };
        }

        return isGood;
    }

    private static async Task<bool> ConfirmedAsync(TextWriter output)
    {
        await output.WriteAsync("\nApply this? Only \"yes\" does. ");
        await output.FlushAsync();
        return string.Equals((await Console.In.ReadLineAsync())?.Trim(), "yes", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Each change as it is made.</summary>
    private sealed class AuditToText(TextWriter output) : IAuditTrail
    {
        // Counted as they are listed: as changes, however many members are in one.
        public int Done { get; set; }

        public int Failed { get; set; }

        public void Write(AuditRecord entry)
        {
            if (entry.Error is null) Done++;
            else Failed++;
            output.WriteLine($"  {(entry.Error is null ? Paint.Good("done  ") : Paint.Bad("failed"))} {entry.Change} {entry.Group}{(entry.Members is { } members ? $": {string.Join(", ", members.Take(5))}{(members.Count > 5 ? " …" : string.Empty)}" : string.Empty)}");
        }
    }
}
