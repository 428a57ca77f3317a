namespace HybridGroups.EndToEnd.Tests.Monitoring;

/// <summary>Tests that share one company and its Prometheus, one after another.</summary>
[CollectionDefinition(nameof(OneMonitoredCompany))]
public sealed class OneMonitoredCompany : ICollectionFixture<MonitoredCompany>;
