namespace HybridGroups.EndToEnd.Tests.Monitoring;

/// <summary>One span as a collector receives it.</summary>
internal sealed record OtlpSpan(string Name, string TraceId, string SpanId, string ParentId);
