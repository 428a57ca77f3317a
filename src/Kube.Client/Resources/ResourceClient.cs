using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kube.Client.Errors;
using Kube.Client.Http;
using Kube.Client.Json;
using Kube.Client.Metadata;
using Kube.Client.Watch;

namespace Kube.Client.Resources;

/// <summary>
/// Reads and writes the objects of one kind. Changes are patches: fields that the C# type does not know are never lost, and
/// fields of others never taken. Unknown fields in what is sent are an error of ours, so the server is asked to refuse them.
/// </summary>
public sealed class ResourceClient<T>(ApiServer server)
    where T : KubernetesObject
{
    private const string Strict = "fieldValidation=Strict";
    private readonly ResourceType _type = ResourceType.Of<T>();

    /// <summary>One object, or null when there is none of that name.</summary>
    public async Task<T?> FindAsync(ObjectKey key, CancellationToken cancellation)
    {
        try
        {
            return await server.SendAsync<T>(HttpMethod.Get, _type.PathOf(key), body: null, cancellation);
        }
        catch (KubeApiException error) when (error.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>
    /// A page of the list. Items that cannot be decoded are reported and left out: one broken object must not hide the others.
    /// </summary>
    /// <param name="scope">Which objects.</param>
    /// <param name="resourceVersion">"0": what the server has in memory; a number: nothing older; null: the newest there is.</param>
    /// <param name="continueAt">Where the last page ended; null for the first.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="atOnce">Everything on one page.</param>
    public async Task<ListPage<T>> ListPageAsync(
        ListScope scope, string? resourceVersion, string? continueAt, CancellationToken cancellation, bool atOnce = false)
    {
        var limit = $"limit={(atOnce ? 0 : scope.PageSize)}";
        var query = continueAt is null
            ? resourceVersion is null ? $"?{limit}" : $"?{limit}&resourceVersion={Uri.EscapeDataString(resourceVersion)}"
            : $"?{limit}&continue={Uri.EscapeDataString(continueAt)}";
        var page = await server.SendAsync<ResourceList<JsonElement>>(
            HttpMethod.Get, _type.CollectionPath(scope.Namespace) + query + scope.Query, body: null, cancellation);

        var items = new List<T>(page.Items.Count);
        var broken = new List<UndecodableObject>();
        foreach (var item in page.Items)
        {
            if (Decode(item, out var error) is { } decoded)
            {
                items.Add(decoded);
            }
            else
            {
                broken.Add(UndecodableObject.From(item, error!));
            }
        }

        return new ListPage<T>(items, broken, page.Metadata.ResourceVersion ?? string.Empty, page.Metadata.Continue is { Length: > 0 } next ? next : null);
    }

    /// <summary>Everything, the newest there is; what cannot be decoded is left out.</summary>
    public async Task<IReadOnlyList<T>> ListAsync(ListScope scope, CancellationToken cancellation)
    {
        var all = new List<T>();
        string? continueAt = null;
        do
        {
            var page = await ListPageAsync(scope, resourceVersion: null, continueAt, cancellation);
            all.AddRange(page.Items);
            continueAt = page.Continue;
        }
        while (continueAt is not null);

        return all;
    }

    /// <summary>
    /// What happens to the objects from a resource version on, until the server ends the watch after
    /// <paramref name="timeout"/>. The caller cancels shortly after that: a dead connection ends no watch by itself.
    /// </summary>
    /// <param name="scope">Which objects.</param>
    /// <param name="resourceVersion">From where on.</param>
    /// <param name="timeout">When the server ends it.</param>
    /// <param name="sendInitialEvents">Begin with what is there (KEP-3157); servers before 1.27 refuse or ignore it.</param>
    /// <param name="cancellation">Ends it.</param>
    public async IAsyncEnumerable<WatchEvent<T>> WatchAsync(
        ListScope scope, string? resourceVersion, TimeSpan timeout, bool sendInitialEvents, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var path = $"{_type.CollectionPath(scope.Namespace)}?watch=true&allowWatchBookmarks=true&timeoutSeconds={timeout.TotalSeconds:0}"
            + (resourceVersion is null ? string.Empty : $"&resourceVersion={Uri.EscapeDataString(resourceVersion)}")
            + (sendInitialEvents ? "&sendInitialEvents=true&resourceVersionMatch=NotOlderThan" : string.Empty)
            + scope.Query;
        using var response = await server.OpenAsync(HttpMethod.Get, path, body: null, cancellation);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        await foreach (var line in WatchLines.ReadAsync(stream, cancellation))
        {
            using (line)
            {
                yield return ToEvent(line.RootElement);
            }
        }
    }

    /// <summary>Makes an object.</summary>
    public Task<T> CreateAsync(T item, string fieldManager, CancellationToken cancellation)
    {
        var body = JsonSerializer.SerializeToNode(item, KubeJson.Options)!.AsObject();
        (body["apiVersion"], body["kind"]) = (_type.ApiVersion, _type.Kind);
        return server.SendAsync<T>(
            HttpMethod.Post, $"{_type.CollectionPath(item.Metadata.Namespace)}?{Manager(fieldManager)}&{Strict}", RequestBody.Of(body, "application/json"), cancellation);
    }

    /// <summary>
    /// Makes the object have the fields given, and gives up those that this manager set before and are not given any more
    /// (server-side apply). Conflicts with other managers are won.
    /// </summary>
    public Task<T> ApplyAsync(ObjectKey key, JsonObject fields, string fieldManager, CancellationToken cancellation)
    {
        var body = (JsonObject)fields.DeepClone();
        (body["apiVersion"], body["kind"]) = (_type.ApiVersion, _type.Kind);
        if (body["metadata"] is not JsonObject metadata)
        {
            body["metadata"] = metadata = [];
        }

        metadata["name"] = key.Name;
        if (key.Namespace is not null)
        {
            metadata["namespace"] = key.Namespace;
        }

        return server.SendAsync<T>(
            HttpMethod.Patch, $"{_type.PathOf(key)}?{Manager(fieldManager)}&force=true&{Strict}", RequestBody.Of(body, "application/apply-patch+yaml"), cancellation);
    }

    /// <summary>Sets the fields given; null removes one (RFC 7386).</summary>
    public Task<T> MergeAsync(ObjectKey key, JsonObject change, string fieldManager, CancellationToken cancellation) =>
        server.SendAsync<T>(
            HttpMethod.Patch, $"{_type.PathOf(key)}?{Manager(fieldManager)}&{Strict}", RequestBody.Of(change, "application/merge-patch+json"), cancellation);

    /// <summary>Carries out operations, all or none (RFC 6902). A "test" that does not hold is answered as a conflict.</summary>
    public async Task<T> PatchAsync(ObjectKey key, JsonArray operations, string fieldManager, CancellationToken cancellation)
    {
        try
        {
            return await server.SendAsync<T>(
                HttpMethod.Patch, $"{_type.PathOf(key)}?{Manager(fieldManager)}&{Strict}", RequestBody.Of(operations, "application/json-patch+json"), cancellation);
        }
        catch (KubeApiException error) when (error.IsBadRequest && IsFailedTest(error.Message))
        {
            throw new KubeApiException(error.Message, System.Net.HttpStatusCode.Conflict, "Conflict", retryAfter: null, error);
        }
    }

    /// <summary>
    /// Sets the status fields given (null removes one) and no other, if the object is still the one that was read.
    /// </summary>
    /// <remarks>
    /// A merge patch and not server-side apply: API servers before 1.21 book status fields to whoever patches the spec, and
    /// apply then no longer removes a condition that has ended.
    /// </remarks>
    public Task<T> MergeStatusAsync(T current, JsonObject status, string fieldManager, CancellationToken cancellation)
    {
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject { ["uid"] = current.Metadata.Uid, ["resourceVersion"] = current.Metadata.ResourceVersion },
            ["status"] = status.DeepClone(),
        };
        return server.SendAsync<T>(
            HttpMethod.Patch, $"{_type.PathOf(current.Key)}/status?{Manager(fieldManager)}&{Strict}", RequestBody.Of(patch, "application/merge-patch+json"), cancellation);
    }

    /// <summary>Deletes the object, if it is still the one that was read. Gone already is as good.</summary>
    public async Task DeleteAsync(T current, CancellationToken cancellation)
    {
        var preconditions = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "DeleteOptions",
            ["preconditions"] = new JsonObject { ["uid"] = current.Metadata.Uid, ["resourceVersion"] = current.Metadata.ResourceVersion },
        };
        try
        {
            await server.SendAsync<JsonElement>(HttpMethod.Delete, _type.PathOf(current.Key), RequestBody.Of(preconditions, "application/json"), cancellation);
        }
        catch (KubeApiException gone) when (gone.IsNotFound)
        {
            // As wanted.
        }
    }

    // The server has no reason of its own for it; current ones name the operation, older ones only say that it was our fault.
    private static bool IsFailedTest(string message) =>
        message.Contains("testing value", StringComparison.OrdinalIgnoreCase) || message.Contains("test failed", StringComparison.OrdinalIgnoreCase)
        || message.Contains("due to an error in our request", StringComparison.Ordinal);

    private static string Manager(string name) => $"fieldManager={Uri.EscapeDataString(name)}";

    private static T? Decode(JsonElement item, out string? error)
    {
        try
        {
            error = null;
            return item.Deserialize<T>(KubeJson.Options);
        }
        catch (JsonException malformed)
        {
            error = malformed.Message;
            return null;
        }
    }

    private static WatchEvent<T> ToEvent(JsonElement line)
    {
        var item = line.GetProperty("object");
        var type = line.GetProperty("type").GetString();
        if (type is "ERROR")
        {
            return new WatchEvent<T>.Failed(item.Deserialize<ApiStatus>(KubeJson.Options)!);
        }

        if (type is "BOOKMARK")
        {
            var metadata = item.GetProperty("metadata");
            var isEnd = metadata.TryGetProperty("annotations", out var annotations) && annotations.ValueKind == JsonValueKind.Object
                && annotations.TryGetProperty("k8s.io/initial-events-end", out var end) && end.ValueEquals("true");
            return new WatchEvent<T>.Bookmark(metadata.GetProperty("resourceVersion").GetString()!, isEnd);
        }

        if (Decode(item, out var error) is not { } decoded)
        {
            return new WatchEvent<T>.Undecodable(UndecodableObject.From(item, error!), WasDeleted: type is "DELETED");
        }

        return type switch
        {
            "ADDED" or "MODIFIED" => new WatchEvent<T>.Changed(decoded),
            "DELETED" => new WatchEvent<T>.Deleted(decoded),
            _ => new WatchEvent<T>.Unknown(type ?? string.Empty),
        };
    }
}
