using HybridGroups.Sync.Cloud.Changes;

namespace HybridGroups.Sync.Cloud;

/// <summary>Change notifications: a reason to look earlier, never a source of data.</summary>
public interface ICloudWakeups
{
    /// <summary>Creates the subscriptions that are missing and renews those about to end. Call it now and then.</summary>
    Task EnsureAsync(CancellationToken cancellation);

    /// <summary>Gives the subscriptions back.</summary>
    Task EndAsync(CancellationToken cancellation);

    /// <summary>Takes in what was posted to our address. It is only queued; whatever is not from our subscriptions is ignored.</summary>
    void Receive(ReadOnlyMemory<byte> body);

    /// <summary>The kinds that have changed, as they are heard of.</summary>
    IAsyncEnumerable<CloudObjectKind> ListenAsync(CancellationToken cancellation);
}
