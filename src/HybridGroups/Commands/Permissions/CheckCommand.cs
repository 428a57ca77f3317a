using System.CommandLine;
using HybridGroups.Output;

namespace HybridGroups.Commands.Permissions;

internal static class CheckCommand
{
    private const string Description = """
        Says which permissions of the service account are missing. Changes nothing.

        Any account that may read permissions can ask. What the account may do as a member of groups counts too.

        Exit codes: 0 nothing is missing, 1 something is, 2 it could not be found out.

        Example:
          hybrid-groups permissions check --server ldaps://dc1.corp.example.com --ca-bundle ca.pem --account svc-hybrid-groups \
            --container "OU=Cloud Groups,DC=corp,DC=example,DC=com" --user svc-hybrid-groups@corp.example.com --password-file password
        """;

    public static Command Create()
    {
        var options = new PermissionsOptions();
        var command = new Command("check", Description);
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => PermissionsSession.RunAsync(
            options,
            parsed,
            async session =>
            {
                var plans = await session.PlanAsync(cancellation);
                var isComplete = plans.All(plan => plan.IsComplete);
                var writer = parsed.InvocationConfiguration.Output;
                if (options.Output(parsed) is var format and not OutputFormat.Text)
                {
                    await writer.WriteLineAsync(Structured.Of(format, PermissionsReport.Json(session.Account, plans, granted: null, isComplete)));
                }
                else
                {
                    await PermissionsReport.WriteAsync(writer, session.Account, plans);
                    await writer.WriteLineAsync(isComplete
                        ? "Nothing is missing."
                        : "Something is missing. As an account that may change permissions there, run: hybrid-groups permissions grant");
                }

                return isComplete ? ExitCodes.Success : ExitCodes.Missing;
            },
            throughGroups: true,
            cancellation));
        return command;
    }
}
