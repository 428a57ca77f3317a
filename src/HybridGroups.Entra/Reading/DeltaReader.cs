using System.Runtime.CompilerServices;
using System.Text.Json;
using HybridGroups.Entra.Connecting;
using HybridGroups.Entra.Requests;
using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Cloud.Problems;
using Microsoft.Extensions.Logging;

namespace HybridGroups.Entra.Reading;

/// <summary>
/// Delta rounds. A dead page token starts the round over from its own beginning; a dead link, or a checkpoint of other
/// circumstances, starts a full round. A checkpoint is handed out only at the end of a whole round.
/// </summary>
internal sealed partial class DeltaReader(GraphTransport transport, EntraOptions options, ILogger logger)
{
    private const int MostRestarts = 8;
    private static readonly HashSet<string> NoProperties = [];
    private readonly Dictionary<CloudObjectKind, IReadOnlySet<string>> followed = [];

    public async IAsyncEnumerable<CloudChange> ReadAsync(
        CloudObjectKind kind, CloudCheckpoint? from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var resume = WhyUnusable(kind, from) is { } reason ? null : from;
        if (resume is null)
            LogFullRound(logger, kind, WhyUnusable(kind, from)!);
        for (var restart = 0; ; restart++)
        {
            yield return new CloudChange.RoundStarted(kind, IsFull: resume is null);
            var first = FirstCall(kind, resume);
            CloudProblem? cutOff = null;
            for (var call = first; ;)
            {
                using var reply = await transport.TrySendAsync(call, cancellation);
                if (reply.Problem is { } problem)
                {
                    cutOff = problem.Class == CloudProblemClass.ResyncRequired ? problem : throw new CloudException(problem);
                    // The link itself is dead; a page of the round would only send us back to the link.
                    if (ReferenceEquals(call, first) || problem.Status == 410)
                        resume = null;
                    break;
                }

                foreach (var change in Changes(kind, reply.Root))
                    yield return change;
                if (Link(reply.Root, "@odata.nextLink") is { } next)
                {
                    call = first with { Target = next };
                    continue;
                }

                var link = Link(reply.Root, "@odata.deltaLink")
                    ?? throw new CloudException(new CloudProblem(CloudProblemClass.Configuration, first.Operation.Name, "", "the page has neither a next nor a delta link."));
                yield return new CloudChange.RoundCompleted(kind, new CloudCheckpoint(
                    kind, link, transport.Root, options.TenantId, SelectionOf(kind), transport.Clock.GetUtcNow()));
                yield break;
            }

            LogAbandoned(logger, kind, cutOff.Code);
            yield return new CloudChange.RoundAbandoned(kind, cutOff.Message);
            if (restart == MostRestarts)
                throw new CloudException(cutOff);
        }
    }

    public void Follow(CloudObjectKind kind, IReadOnlySet<string> properties) => followed[kind] = properties;

    private string? WhyUnusable(CloudObjectKind kind, CloudCheckpoint? from) => from switch
    {
        null => "there is no checkpoint",
        { Format: not CloudCheckpoint.CurrentFormat } => "the checkpoint has another format",
        _ when from.Kind != kind => "the checkpoint is of another kind",
        _ when from.Root != transport.Root => "the checkpoint is of another cloud",
        _ when !from.Tenant.Equals(options.TenantId, StringComparison.OrdinalIgnoreCase) => "the checkpoint is of another tenant",
        _ when from.Selection != SelectionOf(kind) => "other properties are followed now",
        _ => null,
    };

    private GraphCall FirstCall(CloudObjectKind kind, CloudCheckpoint? resume)
    {
        var (operation, segment) = kind switch
        {
            CloudObjectKind.User => (GraphOperation.ReadUserChanges, "users"),
            CloudObjectKind.Group => (GraphOperation.ReadGroupChanges, "groups"),
            _ => (GraphOperation.ReadDeviceChanges, "devices"),
        };
        return new GraphCall(operation, HttpMethod.Get, resume?.Link ?? $"/{segment}/delta?$select={SelectionOf(kind)}") { IsLowPriority = resume is null };
    }

    // Without "members" among the selected there would be no word of memberships.
    private string SelectionOf(CloudObjectKind kind)
    {
        var properties = string.Join(',', options.Selection[kind].Union(followed.GetValueOrDefault(kind) ?? NoProperties, StringComparer.Ordinal).Where(name => name != "members").Order(StringComparer.Ordinal));
        return kind == CloudObjectKind.Group ? properties + ",members" : properties;
    }

    private static string? Link(JsonElement page, string name) => JsonValues.Text(page, name);

    private static IEnumerable<CloudChange> Changes(CloudObjectKind kind, JsonElement page)
    {
        foreach (var row in page.GetProperty("value").EnumerateArray())
        {
            var id = JsonValues.Id(row);
            if (row.TryGetProperty("@removed", out var removed))
            {
                yield return new CloudChange.Removed(kind, id, JsonValues.Text(removed, "reason") == "changed");
                continue;
            }

            yield return new CloudChange.Present(new CloudObject(kind, id, JsonValues.Properties(row)));
            foreach (var member in JsonValues.Items(row, "members@delta"))
            {
                yield return member.TryGetProperty("@removed", out _)
                    ? new CloudChange.MemberGone(id, JsonValues.Id(member))
                    : new CloudChange.MemberPresent(id, JsonValues.Id(member), JsonValues.MemberKind(member));
            }
        }
    }
}
