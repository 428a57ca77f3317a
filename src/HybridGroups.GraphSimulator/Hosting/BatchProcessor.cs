using System.Text;
using System.Text.Json;
using HybridGroups.GraphSimulator.Faults;
using HybridGroups.GraphSimulator.Protocol;

namespace HybridGroups.GraphSimulator.Hosting;

/// <summary>$batch: an envelope around up to twenty requests, each with a fate of its own.</summary>
internal sealed class BatchProcessor(SimulatorCore core, RequestProcessor processor)
{
    private const int MostItems = 20;

    /// <summary>The waits that stand in the answer.</summary>
    public List<(GraphRequest Request, DateTimeOffset Until)> Told { get; } = [];

    public GraphResponse Process(GraphRequest envelope)
    {
        var items = Read(envelope);
        // Early is what any of its items is.
        if (items.Exists(item => core.Quota.IsTooEarly(item.Request)))
            core.Conduct.SentTooEarly(envelope);
        core.Conduct.Batch(envelope, envelope.Body!.Value.GetProperty("requests"));
        var answers = new Dictionary<string, (int Status, byte[] Json, DateTimeOffset? WaitUntil)>(StringComparer.OrdinalIgnoreCase);
        var number = core.Faults.NextDraw();
        // Independent items run in any order.
        var order = core.Faults.Settings.ShuffleBatch ? items.OrderBy(item => core.Faults.Pick(1_000_000, "batch-order" + item.Id, number)).ToList() : items;
        var waiting = new List<Item>(order);
        while (waiting.Count > 0)
        {
            var ready = waiting.Find(item => item.DependsOn.All(answers.ContainsKey));
            if (ready is null)
                throw new GraphFailure(400, "BadRequest", "The dependencies of the batch cannot be resolved.");
            waiting.Remove(ready);
            answers[ready.Id] = ready.DependsOn.Any(id => answers[id].Status >= 400)
                ? Render(ready, FailedDependency(ready))
                : Render(ready, Run(ready));
        }

        var shown = order.Where(item => !core.Faults.Strikes(core.Faults.Settings.LostBatchEntryShare, "lost-entry" + item.Id, number)).ToList();
        foreach (var item in shown)
        {
            if (answers[item.Id].WaitUntil is { } until)
                Told.Add((item.Request, until));
        }

        return GraphResponse.Object(200, writer =>
        {
            writer.WriteStartArray("responses");
            foreach (var item in shown)
                writer.WriteRawValue(answers[item.Id].Json, skipInputValidation: true);
            writer.WriteEndArray();
        });
    }

    private GraphResponse Run(Item item)
    {
        var (response, fault) = processor.Process(item.Request);
        // What would be a lost answer by itself is a 504 inside a batch.
        return fault is Fault.LostAfterCommit
            ? ErrorBody.For(new GraphFailure(504, "UnknownError", ""), item.Request, core.Clock.GetUtcNow())
            : response;
    }

    private GraphResponse FailedDependency(Item item) => ErrorBody.For(
        new GraphFailure(424, "FailedDependency", "The dependent request failed."), item.Request, core.Clock.GetUtcNow());

    private static (int Status, byte[] Json, DateTimeOffset? WaitUntil) Render(Item item, GraphResponse response)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("id", item.Id);
            writer.WriteNumber("status", response.Status);
            writer.WriteStartObject("headers");
            writer.WriteString("Cache-Control", "no-cache");
            foreach (var (name, value) in response.Headers)
                writer.WriteString(name, value);
            if (response.Body.Length > 0)
                writer.WriteString("Content-Type", response.ContentType);
            writer.WriteEndObject();
            if (response.Body.Length > 0)
            {
                writer.WritePropertyName("body");
                if (response.ContentType!.StartsWith("application/json", StringComparison.Ordinal))
                    writer.WriteRawValue(response.Body.Span, skipInputValidation: true);
                else
                    writer.WriteStringValue(Encoding.UTF8.GetString(response.Body.Span));
            }

            writer.WriteEndObject();
        }

        return (response.Status, stream.ToArray(), response.WaitUntil);
    }

    private static List<Item> Read(GraphRequest envelope)
    {
        if (envelope.Body is not { ValueKind: JsonValueKind.Object } body || !body.TryGetProperty("requests", out var requests)
            || requests.ValueKind != JsonValueKind.Array)
        {
            throw new GraphFailure(400, "BadRequest", "Invalid batch payload format.");
        }

        var count = requests.GetArrayLength();
        if (count > MostItems)
            throw new GraphFailure(400, "BadRequest", $"Number of batch request steps exceeds the maximum value of {MostItems}.");
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var items = new List<Item>();
        foreach (var entry in requests.EnumerateArray())
        {
            var id = Text(entry, "id");
            if (id is null || !seen.Add(id))
                throw new GraphFailure(400, "BadRequest", "Request ids of a batch must be present and unique.");
            items.Add(new Item(id, RequestOf(envelope, entry, id), DependsOn(entry)));
        }

        return items;
    }

    private static string[] DependsOn(JsonElement entry) =>
        entry.TryGetProperty("dependsOn", out var depends) && depends.ValueKind == JsonValueKind.Array
            ? [.. depends.EnumerateArray().Select(id => id.GetString()!)]
            : [];

    private static GraphRequest RequestOf(GraphRequest envelope, JsonElement entry, string id)
    {
        var url = Text(entry, "url") ?? throw new GraphFailure(400, "BadRequest", "A batch request has no url.");
        var method = Text(entry, "method")?.ToUpperInvariant() ?? throw new GraphFailure(400, "BadRequest", "A batch request has no method.");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (entry.TryGetProperty("headers", out var given) && given.ValueKind == JsonValueKind.Object)
        {
            foreach (var header in given.EnumerateObject())
                headers[header.Name] = header.Value.ToString();
        }

        JsonElement? body = entry.TryGetProperty("body", out var content) ? content : null;
        if (body is not null && !headers.ContainsKey("Content-Type"))
            throw new GraphFailure(400, "BadRequest", $"Request {id} has a body and no Content-Type header.");
        if (envelope.ClientRequestId is { } clientRequestId)
            headers.TryAdd("client-request-id", clientRequestId);
        var question = url.IndexOf('?', StringComparison.Ordinal);
        var path = "/" + (question < 0 ? url : url[..question]).Trim('/');
        if (path.EndsWith("/$batch", StringComparison.OrdinalIgnoreCase))
            throw new GraphFailure(400, "BadRequest", "A batch cannot contain a batch.");
        return new GraphRequest
        {
            Method = method,
            Version = envelope.Version,
            Root = envelope.Root,
            Segments = GraphRequest.Split(path),
            Path = path,
            Query = new QueryOptions(question < 0 ? "" : url[question..]),
            Headers = headers,
            Caller = envelope.Caller,
            Body = body,
            RequestId = envelope.RequestId,
            BatchItem = id,
        };
    }

    private static string? Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private sealed record Item(string Id, GraphRequest Request, string[] DependsOn);
}
