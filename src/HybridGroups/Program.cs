using System.CommandLine;
using HybridGroups.Commands;
using HybridGroups.Commands.Rules;
using HybridGroups.Running;

var root = new RootCommand("Keeps the groups of Active Directory and Microsoft Entra ID in agreement.")
{
    RunCommand.Create(),
    CrdsCommand.Create(),
    RuleCommand.Create(),
};
return await root.Parse(args).InvokeAsync(new InvocationConfiguration
{
    // SIGTERM and SIGINT cancel the command's token; the process is ended only when the command then takes longer than this.
    ProcessTerminationTimeout = OperatorProgram.DrainLimit + TimeSpan.FromSeconds(5),
});
