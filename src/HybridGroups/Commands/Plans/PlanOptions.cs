using System.CommandLine;

namespace HybridGroups.Commands.Plans;

internal static class PlanOptions
{
    public static Option<string> Folder() => new("--filename", "-f")
    {
        Description = "A folder of manifests, or one file: SyncConnector, GroupWritebackPolicy, DynamicGroupRule, and the Secrets and ConfigMaps that they refer to.",
        HelpName = "FOLDER",
        Required = true,
    };
}
