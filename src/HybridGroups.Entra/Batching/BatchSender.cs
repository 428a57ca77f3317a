using System.Text.Json;
using System.Text.Json.Nodes;
using HybridGroups.Entra.Requests;
using HybridGroups.Entra.Throttling;
using HybridGroups.Sync.Cloud.Problems;

namespace HybridGroups.Entra.Batching;

/// <summary>
/// Packs requests twenty at a time and repeats, item by item, only those that are worth it. The envelope's own status says nothing
/// about its items; an item that is missing from the answer has an unknown fate and is sent again.
/// </summary>
internal sealed class BatchSender(GraphTransport transport)
{
    private const int MostItems = 20;
    private const int MostAttempts = 10;

    // What one batch may cost at once; more would have to wait for a quota that small to fill.
    private const int MostWrites = 200;

    public async Task<IReadOnlyList<BatchResult>> SendAsync(IReadOnlyList<BatchItem> items, bool isBeta, CancellationToken cancellation)
    {
        var results = new BatchResult?[items.Count];
        var attempts = new int[items.Count];
        var waiting = new LinkedList<int>(Enumerable.Range(0, items.Count));
        var failedInARow = 0;
        while (waiting.Count > 0)
        {
            var packed = Pack(items, waiting);
            foreach (var index in packed)
                attempts[index]++;
            var answers = await ExchangeAsync(items, packed, isBeta, cancellation);
            var again = 0;
            foreach (var index in packed)
            {
                var answer = answers.GetValueOrDefault(index)
                    ?? new BatchResult(0, null, new CloudProblem(CloudProblemClass.Transient, items[index].Operation.Name, "", "the batch's answer left it out."), 0);
                if (IsWorthRepeating(answer) && attempts[index] < MostAttempts)
                {
                    waiting.AddLast(index);
                    again++;
                }
                else
                {
                    results[index] = answer with { Attempts = attempts[index] };
                }
            }

            // As long as others get through, the gate alone sets the pace.
            failedInARow = again == packed.Count ? failedInARow + 1 : 0;
            if (failedInARow > 0 || (again > 0 && waiting.Count == again))
                await Task.Delay(GraphTransport.Backoff(failedInARow, again), transport.Clock, cancellation);
        }

        return results!;
    }

    private static bool IsWorthRepeating(BatchResult answer) => answer.Problem?.Class
        is CloudProblemClass.Transient or CloudProblemClass.Throttled or CloudProblemClass.Dependency or CloudProblemClass.Authentication;

    private static List<int> Pack(IReadOnlyList<BatchItem> items, LinkedList<int> waiting)
    {
        var packed = new List<int>(MostItems);
        var touched = new HashSet<string>(StringComparer.Ordinal);
        var writes = 0;
        for (var node = waiting.First; node is not null && packed.Count < MostItems;)
        {
            var next = node.Next;
            var item = items[node.Value];
            if ((packed.Count == 0 || writes + item.Cost.Writes <= MostWrites) && !item.Touches.Any(touched.Contains))
            {
                packed.Add(node.Value);
                writes += item.Cost.Writes;
                touched.UnionWith(item.Touches);
                waiting.Remove(node);
            }

            node = next;
        }

        return packed;
    }

    private async Task<Dictionary<int, BatchResult>> ExchangeAsync(IReadOnlyList<BatchItem> items, List<int> packed, bool isBeta, CancellationToken cancellation)
    {
        var requests = new JsonArray();
        foreach (var index in packed)
        {
            var entry = new JsonObject { ["id"] = index.ToString(), ["method"] = items[index].Method.Method, ["url"] = items[index].Url };
            DeletionGuard.Check(items[index].Method, items[index].Url);
            if (items[index].Body is { } body)
            {
                entry["headers"] = new JsonObject { ["Content-Type"] = "application/json" };
                entry["body"] = body.DeepClone();
            }

            requests.Add(entry);
        }

        var writes = packed.Sum(index => items[index].Cost.Writes);
        using var reply = await transport.SendAsync(new GraphCall(GraphOperation.Batch, HttpMethod.Post, "/$batch")
        {
            Body = new JsonObject { ["requests"] = requests },
            IsBeta = isBeta,
            Cost = new RequestCost(packed.Sum(index => items[index].Cost.ResourceUnits), writes),
        }, cancellation);
        return Read(items, reply.Root, writes > 0);
    }

    private Dictionary<int, BatchResult> Read(IReadOnlyList<BatchItem> items, JsonElement root, bool isWrite)
    {
        var answers = new Dictionary<int, BatchResult>();
        TimeSpan? longestWait = null;
        string? scope = null;
        if (!root.TryGetProperty("responses", out var responses))
            return answers;
        foreach (var response in responses.EnumerateArray())
        {
            if (!int.TryParse(response.GetProperty("id").GetString(), out var index) || index < 0 || index >= items.Count)
                continue;
            var status = response.GetProperty("status").GetInt32();
            JsonElement? body = response.TryGetProperty("body", out var content) ? content.Clone() : null;
            var problem = status is >= 200 and < 300 ? null : GraphProblems.Read(items[index].Operation, status, body ?? default, null);
            if (problem?.Class == CloudProblemClass.Throttled)
            {
                var wait = RetryAfter.Parse(Header(response, "Retry-After"), transport.Clock.GetUtcNow()) ?? TimeSpan.FromSeconds(2);
                longestWait = longestWait is { } known && known > wait ? known : wait;
                scope ??= Header(response, "x-ms-throttle-scope");
            }

            answers[index] = new BatchResult(status, body, problem, 0);
        }

        // One wait for all: the longest.
        if (longestWait is { } longest)
            transport.Throttled(longest, scope, isWrite);
        return answers;
    }

    private static string? Header(JsonElement response, string name)
    {
        if (!response.TryGetProperty("headers", out var headers) || headers.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var header in headers.EnumerateObject())
        {
            if (header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return header.Value.ToString();
        }

        return null;
    }
}
