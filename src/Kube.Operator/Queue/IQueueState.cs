namespace Kube.Operator.Queue;

/// <summary>A queue as metrics and diagnostics see it.</summary>
public interface IQueueState
{
    string Name { get; }

    /// <summary>How many keys wait for a worker, by priority.</summary>
    IReadOnlyDictionary<int, int> DepthByPriority();

    /// <summary>The time already spent on all keys being worked on.</summary>
    TimeSpan UnfinishedWork { get; }

    /// <summary>The time already spent on the key worked on for longest.</summary>
    TimeSpan LongestRunning { get; }
}
