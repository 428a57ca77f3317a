using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using HybridGroups.Controllers.Connectors;
using HybridGroups.Sync.Ports;
using Kube.Client.Metadata;
using Microsoft.Extensions.Logging;

namespace HybridGroups.Controllers.Snapshots;

/// <summary>Where the snapshots of this replica's connectors are.</summary>
public sealed partial class SnapshotFolder(string folder, TimeProvider time, ILoggerFactory loggers)
{
    private const string Ending = ".snapshot";
    private readonly ILogger<SnapshotFolder> logger = loggers.CreateLogger<SnapshotFolder>();

    /// <summary>Told what becomes of them; nobody when null.</summary>
    public ConnectorMetrics? Metrics { get; init; }

    public ConnectorSnapshot Of(ObjectKey connector, ConnectorSetup setup) =>
        new(Path.Combine(folder, FileOf(connector)), KeyOf(setup), time, loggers.CreateLogger<ConnectorSnapshot>())
        {
            Kept = at => Metrics?.SnapshotKept(connector.ToString(), at),
            Failed = () => Metrics?.SnapshotFailed(connector.ToString()),
        };

    /// <summary>Takes away what was kept of connectors that are no more: it is the data of people.</summary>
    public void Keep(IEnumerable<ObjectKey> connectors)
    {
        if (!Directory.Exists(folder)) return;
        var known = connectors.Select(FileOf).ToHashSet(StringComparer.Ordinal);
        try
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*" + Ending + "*"))
            {
                var name = Path.GetFileName(file);
                if (!known.Contains(name[..(name.LastIndexOf(Ending, StringComparison.Ordinal) + Ending.Length)])) File.Delete(file);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogNotTidied(folder, error.Message);
        }
    }

    private static string FileOf(ObjectKey connector) => $"{connector.Namespace}.{connector.Name}{Ending}";

    // With any of these another, what was saved is the answer to another question. Another version may read other attributes.
    private static byte[] KeyOf(ConnectorSetup setup) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
    [
        typeof(SnapshotFolder).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? string.Empty,
        setup.ActiveDirectory.BaseName.ToUpperInvariant(),
        setup.ActiveDirectory.UserName,
        .. setup.ActiveDirectory.Include.Order(StringComparer.Ordinal),
        "-",
        .. setup.ActiveDirectory.Exclude.Order(StringComparer.Ordinal),
        "-",
        setup.Entra.TenantId,
        setup.Entra.CloudName,
        setup.Entra.Graph?.ToString() ?? string.Empty,
        setup.Entra.SignIn switch
        {
            EntraSignIn.Secret secret => secret.ClientId,
            EntraSignIn.Certificate certificate => certificate.ClientId,
            EntraSignIn.WorkloadIdentity workload => workload.ClientId ?? string.Empty,
            EntraSignIn.ManagedIdentity managed => managed.ClientId ?? string.Empty,
            _ => string.Empty,
        },
    ])));

    [LoggerMessage(2405, LogLevel.Warning, "snapshots of connectors that are no more could not be taken out of {Folder}: {Reason}. Delete them by hand, or correct the rights of the folder.")]
    private partial void LogNotTidied(string folder, string reason);
}
