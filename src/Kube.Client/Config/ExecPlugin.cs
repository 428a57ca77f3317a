using System.Text.Json.Nodes;

namespace Kube.Client.Config;

/// <summary>Which program gives credentials, and how it is called.</summary>
internal sealed record ExecPlugin(
    string Command, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string?> Environment, string ApiVersion, string Folder,
    string? InstallHint, JsonObject? Cluster);
