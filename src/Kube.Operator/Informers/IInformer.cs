namespace Kube.Operator.Informers;

/// <summary>An informer of any kind, as lifecycle, health and metrics see it.</summary>
public interface IInformer
{
    string Kind { get; }

    /// <summary>A complete list has been read.</summary>
    bool IsSynced { get; }

    int Count { get; }

    /// <summary>Since when nothing came from the server, not even a bookmark.</summary>
    TimeSpan LastEventAge { get; }

    /// <summary>Since when no step has succeeded.</summary>
    TimeSpan LastSyncAge { get; }

    Task RunAsync(CancellationToken stop);

    Task WaitForSyncAsync(CancellationToken cancellation);
}
