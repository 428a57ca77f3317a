namespace HybridGroups.Api;

/// <summary>The types of groups of Microsoft Entra that the operator makes or reads.</summary>
public enum EntraGroupType
{
    /// <summary>A security group.</summary>
    Security,

    /// <summary>A Microsoft 365 group.</summary>
    Microsoft365,
}
