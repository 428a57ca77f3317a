namespace Kube.Client.Schema;

/// <summary>
/// An invariant in the Common Expression Language that API servers from 1.29 on check themselves; older ones drop it, so
/// validators say the same. The value is <c>self</c>, on an update the former one is <c>oldSelf</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, AllowMultiple = true)]
public sealed class CelAttribute(string rule, string message) : Attribute
{
    public string Rule { get; } = rule;

    /// <summary>What is allowed; the server adds the field and the value.</summary>
    public string Message { get; } = message;

    /// <summary>Below the value, which field is to blame: <c>.interval</c>.</summary>
    public string? FieldPath { get; init; }
}
