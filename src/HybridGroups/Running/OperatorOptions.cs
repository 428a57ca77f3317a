using Microsoft.Extensions.Logging;

namespace HybridGroups.Running;

/// <summary>What the command line says about a run.</summary>
internal sealed record OperatorOptions(string? Kubeconfig, string? Context, string? Namespace, LogLevel LogLevel, LogFormat LogFormat);
