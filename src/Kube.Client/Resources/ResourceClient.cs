using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kube.Client.Errors;
using Kube.Client.Http;
using Kube.Client.Json;
using Kube.Client.Metadata;
using Kube.Client.Watch;

namespace Kube.Client.Resources;

/// <summary>Reads and writes the objects of one kind.</summary>
public sealed class ResourceClient<T>(ApiServer server)
    where T : KubernetesObject
{
    private const int PageSize = 500;

    private readonly ResourceType _type = ResourceType.Of<T>();

    /// <summary>One object, or null when there is none of that name.</summary>
    public async Task<T?> FindAsync(ObjectKey key, CancellationToken cancellation)
    {
        try
        {
            return await server.SendAsync<T>(HttpMethod.Get, _type.PathOf(key), content: null, cancellation);
        }
        catch (KubeApiException error) when (error.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>
    /// A page of the list. Items that cannot be decoded are reported and left out: one broken object must not hide the others.
    /// </summary>
    public async Task<ListPage<T>> ListPageAsync(string? @namespace, string? resourceVersion, string? continueAt, CancellationToken cancellation)
    {
        var query = continueAt is null
            ? resourceVersion is null ? $"?limit={PageSize}" : $"?limit={PageSize}&resourceVersion={Uri.EscapeDataString(resourceVersion)}"
            : $"?limit={PageSize}&continue={Uri.EscapeDataString(continueAt)}";
        var page = await server.SendAsync<ResourceList<JsonElement>>(
            HttpMethod.Get, _type.CollectionPath(@namespace) + query, content: null, cancellation);

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

    /// <summary>
    /// What happens to the objects from a resource version on, until the server ends the watch after
    /// <paramref name="timeout"/>. The caller cancels shortly after that: a dead connection ends no watch by itself.
    /// </summary>
    public async IAsyncEnumerable<WatchEvent<T>> WatchAsync(
        string? @namespace, string resourceVersion, TimeSpan timeout, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var path = $"{_type.CollectionPath(@namespace)}?watch=true&allowWatchBookmarks=true"
            + $"&resourceVersion={Uri.EscapeDataString(resourceVersion)}&timeoutSeconds={timeout.TotalSeconds:0}";
        using var response = await server.OpenAsync(HttpMethod.Get, path, content: null, cancellation);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        await foreach (var line in WatchLines.ReadAsync(stream, cancellation))
        {
            using (line)
            {
                yield return ToEvent(line.RootElement);
            }
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
            ["status"] = status,
        };
        var content = new StringContent(patch.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/merge-patch+json"));
        return server.SendAsync<T>(
            HttpMethod.Patch, $"{_type.PathOf(current.Key)}/status?fieldManager={Uri.EscapeDataString(fieldManager)}", content, cancellation);
    }

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
            return new WatchEvent<T>.Bookmark(item.GetProperty("metadata").GetProperty("resourceVersion").GetString()!);
        }

        if (Decode(item, out var error) is not { } decoded)
        {
            return new WatchEvent<T>.Undecodable(UndecodableObject.From(item, error!));
        }

        return type switch
        {
            "ADDED" or "MODIFIED" => new WatchEvent<T>.Changed(decoded),
            "DELETED" => new WatchEvent<T>.Deleted(decoded),
            _ => new WatchEvent<T>.Unknown(type ?? string.Empty),
        };
    }
}
