namespace HybridGroups.Controllers.Connectors;

/// <summary>Keeps what was changed, for those who ask later.</summary>
public interface IAuditTrail
{
    void Write(AuditRecord entry);
}
