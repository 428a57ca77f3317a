using System.CommandLine;
using HybridGroups.Commands.Cluster;
using HybridGroups.Commands.Connectors;
using HybridGroups.Commands.Exports;
using HybridGroups.Commands.Permissions;
using HybridGroups.Commands.Plans;
using HybridGroups.Commands.Rules;

namespace HybridGroups.Commands;

/// <summary>Every command there is, in the order in which people need them.</summary>
internal static class CommandTree
{
    public static RootCommand Create() => new("Keeps the groups of Active Directory and Microsoft Entra ID in agreement.")
    {
        PlanCommand.Create(),
        ApplyCommand.Create(),
        ExportCommand.Create(),
        ConnectorCommand.Create(),
        PermissionsCommand.Create(),
        RuleCommand.Create(),
        StatusCommand.Create(),
        SyncCommand.Create(),
        ApproveCommand.Create(),
        HistoryCommand.Create(),
        Installation.CheckCommand.Create(),
        RunCommand.Create(),
        CrdsCommand.Create(),
        SbomCommand.Create(),
        CompletionCommand.Create(),
    };
}
