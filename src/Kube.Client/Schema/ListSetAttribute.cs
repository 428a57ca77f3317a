namespace Kube.Client.Schema;

/// <summary>The items of the list are values of which each occurs once, so several writers can each own some.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ListSetAttribute : Attribute;
