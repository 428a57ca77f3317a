namespace Monitoring.Tests;

/// <summary>One alert.</summary>
internal sealed record ShippedAlert(string Name, string Expression, IReadOnlyDictionary<string, string> Labels, IReadOnlyDictionary<string, string> Annotations);
