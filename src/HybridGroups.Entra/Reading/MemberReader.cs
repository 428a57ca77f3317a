using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using HybridGroups.Entra.Requests;
using HybridGroups.Entra.Writing;
using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Cloud.Memberships;

namespace HybridGroups.Entra.Reading;

/// <summary>Members of a group and objects by id, corrected by what this process wrote a moment ago.</summary>
internal sealed class MemberReader(GraphTransport transport, PageReader pages, RecentWrites recent)
{
    private const int MostIds = 1000;

    public async IAsyncEnumerable<CloudMember> ReadAsync(Guid group, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (added, removed) = recent.MembersOf(group);
        var seen = new HashSet<Guid>();
        foreach (var path in new[] { GraphPath.Members(group), GraphPath.Members(group) + "/microsoft.graph.servicePrincipal" })
        {
            var call = new GraphCall(GraphOperation.ReadMembers, HttpMethod.Get, GraphPath.Select(path, "id") + "&$top=999") { IsFresh = recent.WasWritten(group) };
            var kind = path.EndsWith("servicePrincipal", StringComparison.Ordinal) ? CloudMemberKind.ServicePrincipal : (CloudMemberKind?)null;
            await foreach (var member in pages.ReadAsync(call, row => new CloudMember(JsonValues.Id(row), kind ?? JsonValues.MemberKind(row)), cancellation))
            {
                // Read again from the start after a lost page, or still listed by a replica that lags.
                if (seen.Add(member.Id) && !removed.Contains(member.Id))
                    yield return member;
            }
        }

        foreach (var member in added.Where(seen.Add))
            yield return new CloudMember(member, CloudMemberKind.Unknown);
    }

    public async Task<IReadOnlyList<CloudMember>> ResolveAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        var found = new List<CloudMember>();
        foreach (var some in ids.Distinct().Chunk(MostIds))
        {
            var body = new JsonObject
            {
                ["ids"] = new JsonArray([.. some.Select(id => JsonValue.Create(id.ToString("D")))]),
                ["types"] = new JsonArray("user", "group", "device", "servicePrincipal", "orgContact"),
            };
            using var reply = await transport.SendAsync(
                new GraphCall(GraphOperation.Resolve, HttpMethod.Post, "/directoryObjects/getByIds") { Body = body },
                cancellation);
            found.AddRange(reply.Root.GetProperty("value").EnumerateArray().Select(row => new CloudMember(JsonValues.Id(row), JsonValues.MemberKind(row))));
        }

        return found;
    }
}
