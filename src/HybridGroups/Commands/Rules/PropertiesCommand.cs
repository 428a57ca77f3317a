using System.CommandLine;
using HybridGroups.Commands.Plans;
using HybridGroups.Controllers.Connectors;
using HybridGroups.Directories;
using HybridGroups.Output;
using HybridGroups.Rules;
using HybridGroups.Rules.Properties;
using HybridGroups.Sync.Cloud.Problems;
using HybridGroups.Sync.Cloud.Tenants;
using Microsoft.Extensions.Logging.Abstractions;

namespace HybridGroups.Commands.Rules;

/// <summary>What rules may ask of people, devices and groups; with a tenant, the directory extensions of an application too.</summary>
internal static class PropertiesCommand
{
    private const int NameWidth = 52;

    public static Command Create()
    {
        var target = new Option<RuleSubject>("--target") { Description = "Whose properties.", DefaultValueFactory = _ => RuleSubject.User };
        var app = new Option<Guid?>("--app") { Description = "Also the extension properties of the application with this client id. Needs -f.", HelpName = "ID" };
        var folder = new Option<string?>("--filename", "-f") { Description = "Manifests whose SyncConnector says which tenant to ask.", HelpName = "FOLDER" };
        var output = OutputOption.Create();
        var command = new Command(
            "properties",
            """
            Lists the properties that rules may use, with their types.
            Properties that only the operator evaluates, and Entra does not, are marked. Extension properties belong to an
            application: with --app they are read from the tenant.

            Exit codes: 0 listed, 2 the tenant could not be asked.

            Examples:
              hybrid-groups rule properties
              hybrid-groups rule properties --target device -o yaml
              hybrid-groups rule properties --app 66666666-7777-8888-9999-000000000000 -f manifests/
            """) { target, app, folder, output };
        command.Validators.Add(result =>
        {
            if (result.GetValue(app) is not null && result.GetValue(folder) is null) result.AddError("--app needs -f: the manifests say which tenant to ask, and as whom.");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var subject = parsed.GetValue(target);
            IReadOnlyList<CloudExtensionProperty> extensions = [];
            if (parsed.GetValue(app) is { } wanted)
            {
                var (found, problem) = await AskAsync(wanted, parsed.GetValue(folder)!, cancellation);
                if (problem is not null)
                {
                    await parsed.InvocationConfiguration.Error.WriteLineAsync($"error: {problem}");
                    return ExitCodes.Unusable;
                }

                extensions = found;
            }

            var rows = Rows(subject, extensions);
            var format = parsed.GetValue(output);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(format == OutputFormat.Text ? Text(rows) : Structured.Of(format, rows));
            return ExitCodes.Success;
        });
        return command;
    }

    private static List<Row> Rows(RuleSubject subject, IReadOnlyList<CloudExtensionProperty> extensions) =>
    [
        .. PropertyCatalog.Of(subject).Properties.Where(property => !property.IsElement).OrderBy(property => property.Name, StringComparer.OrdinalIgnoreCase)
            .Select(property => new Row(property.Name, property.IsCollection ? "Collection" : property.Type.ToString(), property.Extended ? "Operator" : "Entra, Operator")),
        .. extensions.Where(extension => extension.TargetObjects.Contains(subject.ToString(), StringComparer.OrdinalIgnoreCase)).OrderBy(extension => extension.Name, StringComparer.OrdinalIgnoreCase)
            .Select(extension => new Row($"{subject.ToString().ToLowerInvariant()}.{extension.Name}", extension.DataType, "Entra, Operator")),
    ];

    private static string Text(IEnumerable<Row> rows) =>
        string.Join('\n', rows.Select(row => $"{row.Property.PadRight(NameWidth)} {row.Type,-12}{(row.EvaluatedBy == "Operator" ? " only with evaluatedBy: Operator" : string.Empty)}".TrimEnd()));

    private static async Task<(IReadOnlyList<CloudExtensionProperty> Found, string? Problem)> AskAsync(Guid app, string path, CancellationToken cancellation)
    {
        var manifests = await ManifestFolder.ReadAsync(path, cancellation);
        if (manifests.Problems.Count > 0) return ([], string.Join(' ', manifests.Problems));
        var (setup, missing) = await new ConnectorSecrets(manifests).ReadAsync(manifests.Connectors[0], cancellation);
        if (setup is null) return ([], missing);
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan }; // each call has its own deadline
        using var tenant = new RealDirectories(http, TimeProvider.System, NullLoggerFactory.Instance).Open(setup.Entra);
        try
        {
            return (await tenant.ReadExtensionPropertiesAsync(app, cancellation), null);
        }
        catch (CloudException error)
        {
            return ([], error.Problem.Describe());
        }
    }

    private sealed record Row(string Property, string Type, string EvaluatedBy);
}
