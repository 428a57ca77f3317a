using System.CommandLine;

namespace HybridGroups.Commands.Connectors;

/// <summary><c>hybrid-groups connector …</c>: about the way to both directories.</summary>
internal static class ConnectorCommand
{
    public static Command Create() => new("connector", "Tests the way to both directories.")
    {
        TestCommand.Create(),
    };
}
