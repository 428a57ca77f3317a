namespace Kube.Operator.Events;

/// <summary>Whether an event needs attention.</summary>
public enum EventType
{
    Normal,
    Warning,
}
