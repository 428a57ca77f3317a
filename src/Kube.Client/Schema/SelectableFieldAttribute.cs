namespace Kube.Client.Schema;

/// <summary>A field that <c>--field-selector</c> may name, on API servers from 1.31 on; older ones drop it.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class SelectableFieldAttribute(string jsonPath) : Attribute
{
    public string JsonPath { get; } = jsonPath;
}
