using System.Text.Json;
using HybridGroups.GraphSimulator.Protocol;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Tenant;
using HybridGroups.GraphSimulator.Throttling;

namespace HybridGroups.GraphSimulator.Journal;

/// <summary>Watches how a client behaves: what Graph would let pass but a good client never does.</summary>
internal sealed class ConductMonitor(DirectoryStore store, QuotaMeter quota)
{
    private static readonly string[] Selectable =
        ["users", "groups", "devices", "servicePrincipals", "contacts", "applications", "members", "owners", "delta", "transitiveMembers"];

    private readonly HashSet<string> seenRequestIds = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> openInitialRounds = new(StringComparer.Ordinal);
    private readonly List<string> violations = [];

    public IReadOnlyList<string> Violations => violations;

    public void Clear() => violations.Clear();

    public void BeforeHttp(GraphRequest request)
    {
        if (request.ClientRequestId is null)
            Note(request, "no client-request-id");
        else if (!seenRequestIds.Add(request.ClientRequestId))
            Note(request, "client-request-id used before");
    }

    public void Before(GraphRequest request)
    {
        if (request.BatchItem is null && quota.IsTooEarly(request))
            SentTooEarly(request);
        var segments = request.Segments;
        if (request.Method == "GET" && segments.Length > 0 && Selectable.Contains(segments[^1], StringComparer.OrdinalIgnoreCase)
            && !request.Query.Has("select") && !request.Query.Has("skiptoken") && !request.Query.Has("deltatoken"))
        {
            Note(request, "no $select");
        }

        if ((request.Query.Has("skiptoken") || request.Query.Has("deltatoken")) && request.Query["deltatoken"] != "latest"
            && request.Query["deltatoken"] != "" && segments[^1] == "delta" && request.Query.Names.Count > 1)
        {
            Note(request, "a link rebuilt instead of followed");
        }

        if (request.Method == "DELETE" && segments.Length >= 3 && segments[2] is "members" or "owners" && segments[^1] != "$ref")
            Note(request, "DELETE on a relation without /$ref");
        if (request.IsWrite && segments.Length >= 2 && segments[0] == "groups" && Guid.TryParse(segments[1], out var id)
            && !segments.Contains("onPremisesSyncBehavior", StringComparer.OrdinalIgnoreCase)
            && store.Find(id) is { Kind: ObjectKind.Group } group && ObjectReader.Flag(store.Schema, group, "onPremisesSyncEnabled") == true)
        {
            Note(request, "a write on a synced group");
        }

        if (request.Method == "DELETE" && segments is ["groups", _] && openInitialRounds.Contains(request.Caller.AppId))
            Note(request, "a group deleted during an incomplete initial round");
    }

    public void Batch(GraphRequest request, JsonElement requests)
    {
        var targets = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in requests.EnumerateArray())
        {
            if (item.TryGetProperty("dependsOn", out _) || item.GetProperty("method").GetString() == "GET")
                continue;
            foreach (var target in TargetsOf(item))
            {
                if (!targets.Add(target))
                    Note(request, $"two parallel items of a batch touch {target}");
            }
        }
    }

    public void SentTooEarly(GraphRequest request) => Note(request, "sent before its Retry-After had passed");

    public void InitialRoundStarted(string appId) => openInitialRounds.Add(appId);

    public void RoundCompleted(string appId) => openInitialRounds.Remove(appId);

    private static List<string> TargetsOf(JsonElement item)
    {
        var segments = GraphRequest.Split(item.GetProperty("url").GetString()!.Split('?')[0]);
        if (segments is ["groups", var group, "members" or "owners", var member, "$ref"])
            return [$"{group}/{member}"];
        if (segments.Length < 2 || segments[0] != "groups" || !item.TryGetProperty("body", out var body))
            return [];
        if (body.TryGetProperty("@odata.id", out var reference))
            return [$"{segments[1]}/{reference.GetString()!.Split('/')[^1]}"];
        return body.TryGetProperty("members@odata.bind", out var bind)
            ? bind.EnumerateArray().Select(link => $"{segments[1]}/{link.GetString()!.Split('/')[^1]}").ToList()
            : [];
    }

    private void Note(GraphRequest request, string what) => violations.Add($"{request.Method} {request.Path}: {what}");
}
