namespace Kube.Client.Schema;

/// <summary>The items of the list are told apart by one of their fields, so several writers can each own some.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ListMapAttribute(string key) : Attribute
{
    public string Key { get; } = key;
}
