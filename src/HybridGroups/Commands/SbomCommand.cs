using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using HybridGroups.Generation;

namespace HybridGroups.Commands;

/// <summary>Prints which packages the program is made of, for scanners.</summary>
internal static class SbomCommand
{
    private const string Name = "hybrid-groups";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Command Create()
    {
        var command = new Command(
            "sbom",
            """
            Prints the packages that this program is made of, as CycloneDX (JSON).

            Exit codes: 0 printed, 1 the program was copied without its list of packages.

            Example:
              hybrid-groups sbom > hybrid-groups.cdx.json
            """);
        command.SetAction(async (_, cancellation) =>
        {
            var file = Path.Combine(AppContext.BaseDirectory, $"{Name}.deps.json");
            if (!File.Exists(file))
            {
                await Console.Error.WriteLineAsync($"error: {file} is not there: the program was copied without it. Publish it again.");
                return 1;
            }

            var dependencies = JsonNode.Parse(await File.ReadAllTextAsync(file, cancellation))!;
            await Console.Out.WriteLineAsync(BillOfMaterials.Of(dependencies, Name).ToJsonString(Indented));
            return 0;
        });
        return command;
    }
}
