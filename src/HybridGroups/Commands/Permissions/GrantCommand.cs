using System.CommandLine;

namespace HybridGroups.Commands.Permissions;

internal static class GrantCommand
{
    private const string Description = """
        Gives the service account the least that writing groups back needs: to create and delete groups in a container and below,
        and to write those attributes of groups that are written. No right reaches an object that is not a group.

        What is to be written is shown first, as SDDL. Entries are only added; running it again adds nothing.

        Exit codes: 0 everything is there (or, with --what-if, was shown), 1 something is missing still, 2 it could not be done.

        Examples:
          hybrid-groups permissions grant --server ldaps://dc1.corp.example.com --ca-bundle ca.pem --account svc-hybrid-groups \
            --container "OU=Cloud Groups,DC=corp,DC=example,DC=com" --user admin@corp.example.com --password-file password --what-if

          kinit admin@CORP.EXAMPLE.COM
          hybrid-groups permissions grant --server ldaps://dc1.corp.example.com --account gmsa-hybrid-groups$ --all-domains --revive-deleted
        """;

    public static Command Create()
    {
        var options = new PermissionsOptions();
        var whatIf = new Option<bool>("--what-if") { Description = "Show what would be written, and write nothing." };
        var command = new Command("grant", Description) { whatIf };
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => PermissionsSession.RunAsync(
            options,
            parsed,
            session => RunAsync(session, options, parsed, parsed.GetValue(whatIf), cancellation),
            throughGroups: false,
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        PermissionsSession session,
        PermissionsOptions options,
        ParseResult parsed,
        bool whatIf,
        CancellationToken cancellation)
    {
        var writer = parsed.InvocationConfiguration.Output;
        var isText = options.Output(parsed) == PermissionsOutput.Text;
        var plans = await session.PlanAsync(cancellation);
        if (isText) await PermissionsReport.WriteAsync(writer, session.Account, plans);

        int? granted = whatIf ? null : await session.GrantAsync(cancellation);
        // Lists are written whole: an entry that somebody else's write has swallowed shows only here.
        var isComplete = (granted is > 0 ? await session.PlanAsync(cancellation) : plans).All(plan => plan.IsComplete);
        await writer.WriteLineAsync((isText, granted, isComplete) switch
        {
            (false, _, _) => PermissionsReport.Json(session.Account, plans, granted, isComplete),
            (true, _, true) when granted is null or 0 => "Nothing is missing.",
            (true, null, false) => "Nothing was written. Without --what-if, these entries are.",
            (true, _, true) => $"{granted} entries were added. Nothing is missing.",
            _ => $"{granted} entries were added, and something is missing still: somebody else is changing these permissions. Run it again.",
        });
        return isComplete || whatIf ? ExitCodes.Success : ExitCodes.Missing;
    }
}
