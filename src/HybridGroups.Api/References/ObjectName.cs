namespace HybridGroups.Api.References;

/// <summary>Names of Kubernetes objects.</summary>
public static class ObjectName
{
    /// <summary>A DNS subdomain, as RFC 1123 defines it.</summary>
    public const string Pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

    /// <summary>A DNS label, which is what the name of a namespace must be.</summary>
    public const string NamespacePattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";
}
