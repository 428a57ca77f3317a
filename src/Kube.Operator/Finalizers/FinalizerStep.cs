using System.Text.Json.Nodes;
using Kube.Client.Errors;
using Kube.Client.Metadata;
using Kube.Client.Resources;
using Kube.Operator.Writes;

namespace Kube.Operator.Finalizers;

/// <summary>
/// One finalizer of ours: set in a write of its own before anything is done in the world, taken away when all of that is
/// undone. Finalizers of others are never touched, wherever they stand in the list (KubeOps looks at the first alone).
/// </summary>
public sealed class FinalizerStep<T>(ResourceClient<T> client, string finalizer, WriteTracker writes, string fieldManager)
    where T : KubernetesObject
{
    public bool IsSetOn(T item) => item.Metadata.Finalizers?.Contains(finalizer, StringComparer.Ordinal) == true;

    /// <summary>
    /// Sets it where it is not. True when the object has it and work may begin; false when it was set just now: the object
    /// comes again with it. Never on an object that is being deleted.
    /// </summary>
    public async Task<bool> EnsureAsync(T item, CancellationToken cancellation)
    {
        if (IsSetOn(item))
        {
            return true;
        }

        if (item.Metadata.DeletionTimestamp is not null)
        {
            return false;
        }

        // "add" at the end where there is a list; the tests make sure that it is still the object and the list that were read.
        JsonNode add = item.Metadata.Finalizers is { Count: > 0 }
            ? Operation("add", "/metadata/finalizers/-", finalizer)
            : Operation("add", "/metadata/finalizers", new JsonArray(finalizer));
        writes.Note(await client.PatchAsync(
            item.Key,
            [Operation("test", "/metadata/uid", item.Metadata.Uid), Operation("test", "/metadata/resourceVersion", item.Metadata.ResourceVersion), add],
            fieldManager, cancellation));
        return false;
    }

    /// <summary>
    /// Takes it away, ours alone, after a look at the object as it is now. An object that is gone, or is another one of the
    /// same name, needs nothing.
    /// </summary>
    public async Task RemoveAsync(T item, CancellationToken cancellation)
    {
        var live = await client.FindAsync(item.Key, cancellation);
        var index = live?.Metadata.Finalizers?.ToList().IndexOf(finalizer) ?? -1;
        if (live is null || index < 0 || !string.Equals(live.Metadata.Uid, item.Metadata.Uid, StringComparison.Ordinal))
        {
            return;
        }

        try
        {
            var left = await client.PatchAsync(
                item.Key,
                [
                    Operation("test", "/metadata/uid", live.Metadata.Uid),
                    Operation("test", $"/metadata/finalizers/{index}", finalizer),
                    Operation("remove", $"/metadata/finalizers/{index}", value: null),
                ],
                fieldManager, cancellation);
            if (left.Metadata.Finalizers is { Count: > 0 })
            {
                writes.Note(left);
                return;
            }
        }
        catch (KubeApiException gone) when (gone.IsNotFound)
        {
            // As wanted.
        }

        writes.Forget(item.Key); // with its last finalizer the object is gone: no event brings that resource version
    }

    private static JsonObject Operation(string operation, string path, JsonNode? value)
    {
        var json = new JsonObject { ["op"] = operation, ["path"] = path };
        if (operation is not "remove")
        {
            json["value"] = value;
        }

        return json;
    }
}
