namespace HybridGroups.EndToEnd.Tests.Monitoring;

/// <summary>A metric as docs/reference/metrics.md describes it, or as the operator shows it.</summary>
internal sealed record MetricDescription(string Name, string Type, string Labels, string Meaning);
