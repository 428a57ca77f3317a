using System.Text.Json;
using HybridGroups.GraphSimulator.Faults;
using HybridGroups.GraphSimulator.Journal;
using HybridGroups.GraphSimulator.Protocol;
using HybridGroups.GraphSimulator.Query;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Tenant;

namespace HybridGroups.GraphSimulator.Delta;

/// <summary>Delta query: rounds of pages, ended by a link to the next round.</summary>
internal sealed class DeltaEngine
{
    private const int MostIds = 50;
    private const int MostCachedRounds = 8;

    private readonly DirectoryStore store;
    private readonly DeltaFeed feed;
    private readonly DeltaRound rounds;
    private readonly FaultInjector faults;
    private readonly ConductMonitor conduct;
    private readonly TimeProvider clock;
    private readonly byte[] key;
    private readonly Dictionary<string, List<DeltaRow>> cachedRounds = new(StringComparer.Ordinal);
    private long pages;

    public DeltaEngine(DirectoryStore store, FaultInjector faults, ConductMonitor conduct, TimeProvider clock, ulong seed)
    {
        this.store = store;
        this.faults = faults;
        this.conduct = conduct;
        this.clock = clock;
        key = BitConverter.GetBytes(seed);
        feed = new DeltaFeed(store, faults, clock);
        rounds = new DeltaRound(store, feed, faults);
    }

    /// <summary>Raised by one, every token out there is dead: 410 and start again.</summary>
    public int Generation { get; set; }

    public GraphResponse Page(GraphRequest request, KindSchema kind)
    {
        feed.Release();
        var query = request.Query;
        pages++;
        if (query["skiptoken"] is { Length: > 0 } skip)
            return Continue(request, kind, DeltaToken.Decode(skip, key));
        if (query["deltatoken"] is { Length: > 0 } link && !link.Equals("latest", StringComparison.OrdinalIgnoreCase))
            return Poll(request, kind, DeltaToken.Decode(link, key));
        return Start(request, kind);
    }

    private GraphResponse Start(GraphRequest request, KindSchema kind)
    {
        foreach (var option in new[] { "top", "expand", "orderby", "search", "count" })
        {
            if (request.Query.Has(option))
                throw GraphFailure.BadRequest($"The query parameter '${option}' is not supported with delta query.");
        }

        var select = request.Query["select"] ?? "";
        Selection.Parse(kind, select, request.Version);
        var token = new DeltaToken
        {
            Kind = kind.Segment,
            Select = select,
            Ids = IdsOf(request.Query["filter"]),
            IsInitial = true,
            From = feed.Position,
            To = feed.Position,
            Generation = Generation,
        };
        if (string.Equals(request.Query["deltatoken"], "latest", StringComparison.OrdinalIgnoreCase))
            return Answer(request, kind, token, (_, _) => null);
        if (kind.Kind == ObjectKind.Group)
            conduct.InitialRoundStarted(request.Caller.AppId);
        return Rows(request, kind, token);
    }

    private GraphResponse Poll(GraphRequest request, KindSchema kind, DeltaToken link)
    {
        CheckGeneration(request, kind, link);
        var age = clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(link.IssuedAt);
        if (age > faults.Settings.DeltaTokenLifetime && !faults.Settings.OldDeltaTokensWork)
        {
            throw new GraphFailure(400, "syncStateNotFound",
                "The sync state generation is not found. The delta token is expired and data must be synchronized again.");
        }

        if (faults.Strikes(faults.Settings.DeltaResetShare, "reset", pages))
            throw Reset(request, kind);
        return Rows(request, kind, link with
        {
            IsDeltaLink = false,
            IsInitial = false,
            PreviousFrom = link.From,
            From = link.To,
            To = feed.Position,
            Phase = 0,
            Cursor = 0,
            MemberAfter = -1,
            EmptyPageShown = false,
        });
    }

    private GraphResponse Continue(GraphRequest request, KindSchema kind, DeltaToken token)
    {
        CheckGeneration(request, kind, token);
        var age = clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(token.IssuedAt);
        if (age > faults.Settings.PageTokenLifetime || faults.Strikes(faults.Settings.ExpiredPageShare, "page", pages))
            throw ExpiredPage();
        return Rows(request, kind, token);
    }

    public static GraphFailure ExpiredPage() => new(400, "Directory_ExpiredPageToken",
        "The specified page token value has expired and can no longer be included in your request.");

    private void CheckGeneration(GraphRequest request, KindSchema kind, DeltaToken token)
    {
        if (!token.Kind.Equals(kind.Segment, StringComparison.Ordinal))
            throw GraphFailure.BadRequest("Badly formed token.");
        if (token.Generation != Generation)
            throw Reset(request, kind);
    }

    private static GraphFailure Reset(GraphRequest request, KindSchema kind)
    {
        var failure = new GraphFailure(410, "resyncRequired", "Resync required. Start again with a full enumeration.");
        failure.Headers["Location"] = $"{request.Base}/{kind.Segment}/delta?$deltatoken=";
        return failure;
    }

    private GraphResponse Rows(GraphRequest request, KindSchema kind, DeltaToken token)
    {
        if (!token.EmptyPageShown && faults.Strikes(faults.Settings.DeltaEmptyPageShare, "empty", pages))
            return Answer(request, kind, token, (_, _) => token with { EmptyPageShown = true });
        return Answer(request, kind, token, token.IsInitial
            ? (writer, selection) => WriteInitial(writer, new DeltaRowWriter(store, selection, minimal: false), kind, selection, token)
            : (writer, selection) => WriteChanges(
                writer, new DeltaRowWriter(store, selection, request.Prefers("return=minimal")), kind, selection, token));
    }

    private GraphResponse Answer(
        GraphRequest request, KindSchema kind, DeltaToken token, Func<Utf8JsonWriter, Selection, DeltaToken?> write)
    {
        var selection = Selection.Parse(kind, token.Select, request.Version);
        return GraphResponse.Object(200, writer =>
        {
            var shown = token.Select.Length == 0 ? "" : $"({token.Select})";
            writer.WriteString("@odata.context", $"{request.Base}/$metadata#{kind.Segment}{shown}");
            writer.WriteStartArray("value");
            var next = write(writer, selection);
            writer.WriteEndArray();
            var now = clock.GetUtcNow().ToUnixTimeSeconds();
            if (next is not null)
            {
                var skip = (next with { IssuedAt = now }).Encode(key);
                writer.WriteString("@odata.nextLink", $"{request.Base}/{kind.Segment}/delta?$skiptoken={skip}");
                return;
            }

            conduct.RoundCompleted(request.Caller.AppId);
            var delta = (token with { IsDeltaLink = true, IssuedAt = now, Cursor = 0, MemberAfter = -1, Phase = 0 }).Encode(key);
            writer.WriteString("@odata.deltaLink", $"{request.Base}/{kind.Segment}/delta?$deltatoken={delta}");
        });
    }

    private DeltaToken? WriteInitial(
        Utf8JsonWriter writer, DeltaRowWriter rows, KindSchema kind, Selection selection, DeltaToken token)
    {
        var budget = faults.Settings.DeltaPageBudget;
        var withMembers = kind.Kind == ObjectKind.Group && (selection.IsDefault || selection.SelectedRelations.Contains("members"));
        var only = token.Ids.Length == 0 ? null : token.Ids.ToHashSet();
        for (var phase = token.Phase; phase < 2; phase++)
        {
            var after = phase == token.Phase ? token.MemberAfter : -1;
            for (var i = phase == token.Phase ? token.Cursor : 0; i < store.Objects.Count; i++, after = -1)
            {
                var target = store[i];
                if (target.Kind != kind.Kind || (only is not null && !only.Contains(target.Id)))
                    continue;
                if (budget <= 0)
                    return token with { Phase = phase, Cursor = i, MemberAfter = after, EmptyPageShown = false };
                if (!target.State.IsLive)
                {
                    if (phase == 0 && target.State.Lifecycle == Lifecycle.SoftDeleted && faults.Settings.InitialRoundShowsRemoved)
                    {
                        DeltaRowWriter.Removed(writer, target);
                        budget--;
                    }

                    continue;
                }

                var splits = withMembers && faults.Settings.DeltaSplitsGroups && faults.Pick(3, "split", i) == 0;
                if (phase == 1 && !splits)
                    continue;
                var slice = withMembers ? InitialSlice(target, after, budget, splits ? phase : -1) : [];
                if (slice.Count > 0 || (phase == 0 && after < 0))
                {
                    rows.Present(writer, target, slice, null);
                    budget -= 1 + slice.Count;
                }

                if (slice.Count > 0 && budget <= 0)
                    return token with { Phase = phase, Cursor = i, MemberAfter = slice[^1], EmptyPageShown = false };
            }

            if (!faults.Settings.DeltaSplitsGroups || !withMembers)
                break;
        }

        return null;
    }

    // Which half a member belongs to depends on nothing that can change while the round runs.
    private List<int> InitialSlice(DirectoryObject group, int after, int budget, int half)
    {
        var slice = new List<int>();
        if (group.Members is not { } members)
            return slice;
        var current = members.Current;
        for (var i = members.PositionAfter(after); i < current.Length && slice.Count < budget; i++)
        {
            if (half < 0 || faults.Pick(2, "half", group.Ordinal, current[i]) == half)
                slice.Add(current[i]);
        }

        return slice;
    }

    private DeltaToken? WriteChanges(
        Utf8JsonWriter writer, DeltaRowWriter rows, KindSchema kind, Selection selection, DeltaToken token)
    {
        var budget = faults.Settings.DeltaPageBudget;
        var round = RoundOf(token, kind, selection);
        var after = token.MemberAfter;
        for (var i = token.Cursor; i < round.Count; i++, after = -1)
        {
            if (budget <= 0)
                return token with { Cursor = i, MemberAfter = after, EmptyPageShown = false };
            var row = round[i];
            var target = store[row.Ordinal];
            if (!target.State.IsLive)
            {
                DeltaRowWriter.Removed(writer, target);
                budget--;
                continue;
            }

            IEnumerable<int> members = row.AllMembers && target.Members is { } all ? row.Members.Union(all.At(store.Version)).Order() : row.Members;
            var slice = members.Where(member => member > after).Take(budget).ToList();
            if (slice.Count > 0 || after < 0)
            {
                rows.Present(writer, target, slice, row);
                budget -= 1 + slice.Count;
            }

            if (slice.Count > 0 && budget <= 0)
                return token with { Cursor = i, MemberAfter = slice[^1], EmptyPageShown = false };
        }

        return null;
    }

    private List<DeltaRow> RoundOf(DeltaToken token, KindSchema kind, Selection selection)
    {
        var name = $"{kind.Segment}|{token.Select}|{token.PreviousFrom}|{token.From}|{token.To}|{string.Join(',', token.Ids)}";
        if (cachedRounds.TryGetValue(name, out var round))
            return round;
        if (cachedRounds.Count == MostCachedRounds)
            cachedRounds.Clear();
        return cachedRounds[name] = rounds.Build(token, kind, selection);
    }

    private static Guid[] IdsOf(string? filter)
    {
        if (filter is null)
            return [];
        var ids = new List<Guid>();
        Collect(FilterParser.Parse(filter, int.MaxValue));
        return ids.Count <= MostIds ? [.. ids] : throw GraphFailure.BadRequest($"At most {MostIds} object ids can be filtered in a delta query.");

        void Collect(FilterExpression node)
        {
            switch (node)
            {
                case FilterExpression.Or(var left, var right):
                    Collect(left);
                    Collect(right);
                    break;
                case FilterExpression.Compare { Property: "id", Operator: "eq", Value: string text } when Guid.TryParse(text, out var id):
                    ids.Add(id);
                    break;
                default:
                    throw GraphFailure.Unsupported("Unsupported Query.");
            }
        }
    }
}
