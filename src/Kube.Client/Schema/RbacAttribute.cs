namespace Kube.Client.Schema;

/// <summary>A right that a class needs; roles are generated from all of them.</summary>
/// <param name="group">The API group; empty for the core.</param>
/// <param name="resources">Plural names, joined by commas; status and finalizers as subresources.</param>
/// <param name="verbs">Joined by commas.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class RbacAttribute(string group, string resources, string verbs) : Attribute
{
    public string Group { get; } = group;

    public string Resources { get; } = resources;

    public string Verbs { get; } = verbs;

    /// <summary>Only these objects.</summary>
    public string[] Names { get; init; } = [];

    /// <summary>Only in the operator's own namespace.</summary>
    public bool OwnNamespace { get; init; }
}
