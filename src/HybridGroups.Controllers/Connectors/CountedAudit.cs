namespace HybridGroups.Controllers.Connectors;

/// <summary>Counts what goes into the audit trail.</summary>
public sealed class CountedAudit(IAuditTrail trail, ConnectorMetrics metrics) : IAuditTrail
{
    public void Write(AuditRecord entry)
    {
        metrics.Count(entry.Connector, entry.Change, entry.Error is null, entry.Members?.Count ?? 1);
        trail.Write(entry);
    }
}
