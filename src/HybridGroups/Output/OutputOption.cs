using System.CommandLine;

namespace HybridGroups.Output;

internal static class OutputOption
{
    public static Option<OutputFormat> Create()
    {
        var option = new Option<OutputFormat>("--output", "-o") { Description = "text for people, json or yaml for programs; text when not given.", HelpName = "text|json|yaml" };
        // As people type them.
        option.CompletionSources.Clear();
        option.CompletionSources.Add("text", "json", "yaml");
        return option;
    }
}
