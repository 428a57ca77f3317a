using HybridGroups.Controllers.Connectors;
using HybridGroups.Directories;
using HybridGroups.Output;
using HybridGroups.Sync.Ports;
using Microsoft.Extensions.Logging.Abstractions;

namespace HybridGroups.Commands.Plans;

/// <summary>Reads a folder, opens the directories of its connectors, and plans each.</summary>
internal sealed class PlanSession(TextWriter output, TextWriter errors, OutputFormat form) : IAsyncDisposable
{
    private readonly HttpClient http = new() { Timeout = Timeout.InfiniteTimeSpan }; // each call has its own deadline
    private readonly List<PlannedConnector> connectors = [];
    private bool isStaging = true;

    public IReadOnlyList<PlannedConnector> Connectors => connectors;

    /// <summary>False when something kept it from planning; what, was written.</summary>
    /// <param name="exports">Files in place of the directories; null for the directories themselves.</param>
    public async Task<bool> OpenAsync(string path, string? approved, IAuditTrail audit, CancellationToken cancellation, Exports? exports = null)
    {
        var folder = await ManifestFolder.ReadAsync(path, cancellation);
        foreach (var problem in folder.Problems) await errors.WriteLineAsync($"error: {problem}");
        if (folder.Problems.Count > 0) return false;
        var directories = new RealDirectories(http, TimeProvider.System, NullLoggerFactory.Instance);
        foreach (var connector in folder.Connectors.Where(connector => !connector.Spec.Suspend))
        {
            var (exported, unusable) = exports is null ? (null, null) : await exports.OpenAsync(connector, cancellation);
            if (unusable is not null)
            {
                await errors.WriteLineAsync($"error: {connector.Key}: {unusable}");
                return false;
            }

            var planned = exported is null ? new PlannedConnector(connector, folder, folder, directories, audit) : new PlannedConnector(connector, folder, exported, exported, audit);
            connectors.Add(planned);
            try
            {
                if (await planned.OpenAsync(() => isStaging, approved, cancellation) is { } missing)
                {
                    await errors.WriteLineAsync($"error: {planned.Name}: {missing}");
                    return false;
                }
            }
            catch (OnPremisesException error)
            {
                await errors.WriteLineAsync($"error: {planned.Name}: {error.Message} {error.Remedy}");
                return false;
            }

            foreach (var excluded in planned.Excluded) await errors.WriteLineAsync($"error: {excluded}");
            if (planned.Excluded.Count > 0) return false;
        }

        return true;
    }

    /// <summary>The report of each connector, written as it comes; null for one whose directories could not be read.</summary>
    public async Task<IReadOnlyList<ConnectorReport?>> PlanAsync(CancellationToken cancellation)
    {
        var reports = new List<ConnectorReport?>();
        foreach (var connector in connectors)
        {
            if (form == OutputFormat.Text && !Console.IsErrorRedirected) await errors.WriteLineAsync($"reading the directories of {connector.Name} …");
            var report = await connector.RunAsync(cancellation);
            if (report.ActiveDirectory.Problem is { } directory) await errors.WriteLineAsync($"error: {connector.Name}: Active Directory: {directory}");
            if (report.Entra.Problem is { } cloud) await errors.WriteLineAsync($"error: {connector.Name}: Microsoft Entra: {cloud}");
            reports.Add(report.BothAnswer ? report : null);
            if (!report.BothAnswer) continue;
            if (form != OutputFormat.Text) await output.WriteLineAsync(Structured.Of(form, PlanJson.Of(connector.Name, report, connector.Running.Model)));
            else await new PlanText(output, connector.Running.Model).WriteAsync(connector.Name, report);
        }

        return reports;
    }

    /// <summary>From now on a run writes.</summary>
    public void GoLive() => isStaging = false;

    public async ValueTask DisposeAsync()
    {
        foreach (var connector in connectors) await connector.DisposeAsync();
        http.Dispose();
    }
}
