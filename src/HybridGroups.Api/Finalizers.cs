namespace HybridGroups.Api;

/// <summary>The finalizers of our kinds.</summary>
public static class Finalizers
{
    /// <summary>The object has made groups that its deletion policy says something about.</summary>
    public const string Cleanup = "hybridgroups.io/cleanup";
}
