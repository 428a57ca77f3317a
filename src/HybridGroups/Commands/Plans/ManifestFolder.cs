using System.Text;
using System.Text.Json.Nodes;
using HybridGroups.Api.DynamicGroupRules;
using HybridGroups.Api.GroupWritebackPolicies;
using HybridGroups.Api.SyncConnectors;
using HybridGroups.Api.Validation;
using HybridGroups.Controllers.Connectors;
using Kube.Client.Manifests;
using Kube.Client.Metadata;

namespace HybridGroups.Commands.Plans;

/// <summary>The manifests of a folder, as kubectl would take them: our kinds, and the Secrets and ConfigMaps that they refer to.</summary>
internal sealed class ManifestFolder : IReferencedValues
{
    private const string DefaultNamespace = "default";
    private static readonly string[] Endings = [".yaml", ".yml", ".json"];

    private readonly Dictionary<(string Kind, ObjectKey Key), Dictionary<string, string>> values = [];
    private readonly List<SyncConnector> connectors = [];
    private readonly List<GroupWritebackPolicy> policies = [];
    private readonly List<DynamicGroupRule> rules = [];
    private readonly List<string> problems = [];

    public IReadOnlyList<SyncConnector> Connectors => connectors;

    public IReadOnlyList<GroupWritebackPolicy> Policies => policies;

    public IReadOnlyList<DynamicGroupRule> Rules => rules;

    /// <summary>What is wrong, each with its file.</summary>
    public IReadOnlyList<string> Problems => problems;

    public static async Task<ManifestFolder> ReadAsync(string path, CancellationToken cancellation)
    {
        var folder = new ManifestFolder();
        if (!Directory.Exists(path) && !File.Exists(path))
        {
            folder.problems.Add($"{path}: there is no such folder or file.");
            return folder;
        }

        IEnumerable<string> files = File.Exists(path) ? [path] : Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Where(file => Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal);
        foreach (var file in files) folder.Take(file, await File.ReadAllTextAsync(file, cancellation));
        if (folder.connectors.Count == 0 && folder.problems.Count == 0) folder.problems.Add($"{path}: there is no SyncConnector in it, so there is nothing to plan.");
        return folder;
    }

    public Task<string?> ReadSecretAsync(ObjectKey secret, string key, CancellationToken cancellation) =>
        Task.FromResult(values.GetValueOrDefault(("Secret", secret))?.GetValueOrDefault(key));

    public Task<string?> ReadConfigMapAsync(ObjectKey configMap, string key, CancellationToken cancellation) =>
        Task.FromResult(values.GetValueOrDefault(("ConfigMap", configMap))?.GetValueOrDefault(key));

    private void Take(string file, string text)
    {
        try
        {
            foreach (var manifest in YamlManifests.Read(text)) Take(file, manifest);
        }
        catch (FormatException error)
        {
            problems.Add($"{file}: {error.Message}");
        }
    }

    private void Take(string file, JsonObject manifest)
    {
        var kind = (string?)manifest["kind"];
        if (kind is "Secret" or "ConfigMap")
        {
            TakeValues(kind, manifest);
            return;
        }

        if (manifest["metadata"] is JsonObject metadata) metadata["namespace"] ??= DefaultNamespace;
        if (!((string?)manifest["apiVersion"] ?? string.Empty).StartsWith("hybridgroups.io/", StringComparison.Ordinal)) return;
        var (item, found) = new ManifestCheck(RuleChecks.Language).Read(manifest);
        problems.AddRange(found.Select(problem => $"{file}: {kind} {manifest["metadata"]?["name"]}: {problem}"));
        switch (item)
        {
            case SyncConnector connector:
                connectors.Add(connector);
                break;
            case GroupWritebackPolicy policy:
                policies.Add(policy);
                break;
            case DynamicGroupRule rule:
                rules.Add(rule);
                break;
        }
    }

    private void TakeValues(string kind, JsonObject manifest)
    {
        var key = new ObjectKey((string?)manifest["metadata"]?["namespace"] ?? DefaultNamespace, (string?)manifest["metadata"]?["name"] ?? string.Empty);
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in manifest["data"] as JsonObject ?? []) read[name] = kind == "Secret" ? FromBase64((string?)value) : (string?)value ?? string.Empty;
        foreach (var (name, value) in manifest["stringData"] as JsonObject ?? []) read[name] = (string?)value ?? string.Empty;
        values[(kind, key)] = read;
    }

    private static string FromBase64(string? text)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(text ?? string.Empty));
        }
        catch (FormatException error)
        {
            throw new FormatException("data of a Secret is not Base64; write plain text under stringData.", error);
        }
    }
}
