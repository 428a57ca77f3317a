using System.CommandLine;
using HybridGroups.Commands;
using HybridGroups.Commands.Cluster;
using HybridGroups.Commands.Permissions;
using HybridGroups.Commands.Plans;
using HybridGroups.Commands.Rules;
using HybridGroups.Running;

var root = new RootCommand("Keeps the groups of Active Directory and Microsoft Entra ID in agreement.")
{
    RunCommand.Create(),
    CrdsCommand.Create(),
    SbomCommand.Create(),
    RuleCommand.Create(),
    PermissionsCommand.Create(),
    PlanCommand.Create(),
    ApplyCommand.Create(),
    StatusCommand.Create(),
    SyncCommand.Create(),
    ApproveCommand.Create(),
    HistoryCommand.Create(),
};
var parsed = root.Parse(args);
var exitCode = await parsed.InvokeAsync(new InvocationConfiguration
{
    // SIGTERM and SIGINT cancel the command's token; the process is ended only when the command then takes longer than this.
    ProcessTerminationTimeout = OperatorProgram.DrainLimit + TimeSpan.FromSeconds(5),
});

// 1 is an answer of many commands; arguments that are not understood are none.
return parsed.Errors.Count > 0 ? 2 : exitCode;
