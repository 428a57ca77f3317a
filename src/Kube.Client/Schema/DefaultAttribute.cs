namespace Kube.Client.Schema;

/// <summary>What the API server fills in when the field is left out, as JSON: <c>"Active"</c>, <c>2</c>, <c>{}</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DefaultAttribute(string json) : Attribute
{
    public string Json { get; } = json;
}
