using System.CommandLine;
using System.Text;
using HybridGroups.ActiveDirectory.Exports;
using HybridGroups.Commands.Plans;
using HybridGroups.Controllers.Connectors;
using HybridGroups.Directories;
using HybridGroups.Entra.Exports;
using HybridGroups.Rules;
using HybridGroups.Rules.Conditions;
using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Cloud.Problems;
using HybridGroups.Sync.Ports;
using Microsoft.Extensions.Logging.Abstractions;

namespace HybridGroups.Commands.Exports;

/// <summary>Both directories into files, as the engine reads them: to plan offline, to try rules on, to look at.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var folder = PlanOptions.Folder();
        var connector = new Option<string?>("--connector") { Description = "The name of the SyncConnector, when the manifests have several.", HelpName = "NAME" };
        var domain = new Option<string?>("--ad") { Description = "Write Active Directory to this file, as LDIF.", HelpName = "FILE" };
        var tenant = new Option<string?>("--entra") { Description = "Write Microsoft Entra to this file, as JSON in Graph's own names.", HelpName = "FILE" };
        var command = new Command(
            "export",
            """
            Reads what the manifests' connector reads, and writes it to files.
            plan takes them in place of the directories, and rule evaluate takes the JSON as its population. They hold no passwords,
            secrets or keys, and personal data of everybody in scope. A file appears under its name only when it is whole.

            Exit codes: 0 the files are written, 1 a directory could not be read or a file not be written.

            Examples:
              hybrid-groups export -f manifests/ --ad ad.ldif --entra entra.json
              hybrid-groups plan -f manifests/ --ad ad.ldif --entra entra.json
              hybrid-groups rule evaluate --population entra.json --rules rules.jsonl
            """) { folder, connector, domain, tenant };
        command.Validators.Add(result =>
        {
            if (result.GetValue(domain) is null && result.GetValue(tenant) is null) result.AddError("Say what to export: --ad FILE, --entra FILE, or both.");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var manifests = await ManifestFolder.ReadAsync(parsed.GetRequiredValue(folder), cancellation);
            var wanted = manifests.Connectors.Where(found => parsed.GetValue(connector) is not { } name || found.Metadata.Name == name).ToArray();
            foreach (var problem in manifests.Problems) await errors.WriteLineAsync($"error: {problem}");
            if (manifests.Problems.Count > 0) return ExitCodes.Failed;
            if (wanted.Length != 1)
            {
                await errors.WriteLineAsync($"error: {wanted.Length} SyncConnectors are meant; name one: --connector {string.Join(" or ", manifests.Connectors.Select(found => found.Metadata.Name))}");
                return ExitCodes.Failed;
            }

            var (setup, missing) = await new ConnectorSecrets(manifests).ReadAsync(wanted[0], cancellation);
            if (setup is null)
            {
                await errors.WriteLineAsync($"error: {wanted[0].Key}: {missing}");
                return ExitCodes.Failed;
            }

            using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan }; // each call has its own deadline
            var directories = new RealDirectories(http, TimeProvider.System, NullLoggerFactory.Instance);
            try
            {
                if (parsed.GetValue(domain) is { } ldif) await output.WriteLineAsync(await ExportAsync(directories, setup.ActiveDirectory, ldif, cancellation));
                if (parsed.GetValue(tenant) is { } json) await output.WriteLineAsync(await ExportAsync(directories, setup.Entra, ExtensionsOf(manifests), json, cancellation));
                return ExitCodes.Success;
            }
            catch (OnPremisesException error)
            {
                await errors.WriteLineAsync($"error: Active Directory: {error.Message} {error.Remedy}");
            }
            catch (CloudException error)
            {
                await errors.WriteLineAsync($"error: Microsoft Entra: {error.Problem.Describe()}");
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                await errors.WriteLineAsync($"error: {error.Message}");
            }

            return ExitCodes.Failed;
        });
        return command;
    }

    private static async Task<string> ExportAsync(RealDirectories directories, ActiveDirectoryConnection connection, string file, CancellationToken cancellation)
    {
        await using var domain = directories.Open(connection);
        var count = 0;
        await WholeAsync(file, async stream =>
        {
            await using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            var export = new DomainExport(text);
            await export.WriteAsync(domain, cancellation);
            count = export.Count;
        });
        return $"{file}: {count} objects of {connection.BaseName}";
    }

    private static async Task<string> ExportAsync(RealDirectories directories, EntraConnection connection, IReadOnlySet<string> extensions, string file, CancellationToken cancellation)
    {
        using var tenant = directories.Open(connection);
        tenant.Follow(CloudObjectKind.User, extensions);
        var count = 0;
        await WholeAsync(file, async stream =>
        {
            var export = new TenantExport(stream, TimeProvider.System);
            await export.WriteAsync(tenant, Guid.Parse(connection.TenantId), cancellation);
            count = export.Count;
        });
        return $"{file}: {count} objects of tenant {connection.TenantId}";
    }

    // Directory extensions are read when a rule asks for them.
    private static HashSet<string> ExtensionsOf(ManifestFolder manifests) => manifests.Rules
        .Select(rule => Rule.Parse(rule.Spec.Rule, RuleDialect.Extended))
        .Where(parse => parse.IsValid)
        .SelectMany(parse => parse.Rule!.Condition.Properties())
        .Where(property => property.Subject == RuleSubject.User && property.Key.StartsWith("extension_", StringComparison.OrdinalIgnoreCase))
        .Select(property => property.GraphPath)
        .ToHashSet(StringComparer.Ordinal);

    // Personal data: readable by whoever made it. The name stands for a whole file, so it comes last.
    private static async Task WholeAsync(string file, Func<Stream, Task> write)
    {
        var part = file + ".part";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var stream = new FileStream(part, options)) await write(stream);
        File.Move(part, file, overwrite: true);
    }
}
