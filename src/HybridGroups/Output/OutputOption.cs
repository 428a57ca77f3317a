using System.CommandLine;

namespace HybridGroups.Output;

internal static class OutputOption
{
    public static Option<OutputFormat> Create() => new("--output", "-o")
    {
        Description = "text for people; json or yaml for programs.",
        DefaultValueFactory = _ => OutputFormat.Text,
    };
}
