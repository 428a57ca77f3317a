using System.Runtime.CompilerServices;
using System.Text.Json;
using HybridGroups.Entra.Requests;
using HybridGroups.Sync.Cloud.Problems;

namespace HybridGroups.Entra.Reading;

/// <summary>Lists: follows each link as it is until there is none; a short or an empty page means nothing.</summary>
internal sealed class PageReader(GraphTransport transport)
{
    private const int MostRestarts = 5;

    /// <summary>The whole list, or an exception. When a page token dies the list is read again from the start.</summary>
    public async Task<List<T>> ReadAllAsync<T>(GraphCall first, Func<JsonElement, T> read, CancellationToken cancellation)
    {
        for (var restart = 0; ; restart++)
        {
            var items = new List<T>();
            if (await TryReadAsync(first, read, items, cancellation) is not { } expired)
                return items;
            if (restart == MostRestarts)
                throw new CloudException(expired);
        }
    }

    /// <summary>Items as they come. After a restart some come twice; none is left out.</summary>
    public async IAsyncEnumerable<T> ReadAsync<T>(GraphCall first, Func<JsonElement, T> read, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var restarts = 0;
        for (var call = first; call is not null;)
        {
            using var reply = await transport.TrySendAsync(call, cancellation);
            if (reply.Problem is { } problem)
            {
                if (problem.Class != CloudProblemClass.ResyncRequired || restarts++ == MostRestarts)
                    throw new CloudException(problem);
                call = first;
                continue;
            }

            foreach (var item in reply.Root.GetProperty("value").EnumerateArray())
                yield return read(item);
            call = Next(first, reply.Root);
        }
    }

    private async Task<CloudProblem?> TryReadAsync<T>(GraphCall first, Func<JsonElement, T> read, List<T> items, CancellationToken cancellation)
    {
        for (var call = first; call is not null;)
        {
            using var reply = await transport.TrySendAsync(call, cancellation);
            if (reply.Problem is { Class: CloudProblemClass.ResyncRequired } expired)
                return expired;
            if (reply.Problem is { } problem)
                throw new CloudException(problem);
            items.AddRange(reply.Root.GetProperty("value").EnumerateArray().Select(read));
            call = Next(first, reply.Root);
        }

        return null;
    }

    private static GraphCall? Next(GraphCall first, JsonElement page) =>
        page.TryGetProperty("@odata.nextLink", out var link) && link.GetString() is { } next ? first with { Target = next } : null;
}
