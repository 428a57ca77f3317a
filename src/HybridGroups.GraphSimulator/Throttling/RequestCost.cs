using System.Text.Json;
using HybridGroups.GraphSimulator.Protocol;

namespace HybridGroups.GraphSimulator.Throttling;

/// <summary>What a request costs: resource units and writes, by the published table.</summary>
internal sealed record RequestCost(int ResourceUnits, int Writes)
{
    public static RequestCost Of(GraphRequest request)
    {
        var units = BaseUnits(request);
        if (request.Query.Has("select"))
            units--;
        if (request.Query.Has("expand"))
            units++;
        if (int.TryParse(request.Query["top"], out var top) && top < 20)
            units--;
        return new RequestCost(Math.Max(units, 1), request.IsCharged ? WritesOf(request) : 0);
    }

    private static int BaseUnits(GraphRequest request)
    {
        var segments = request.Segments;
        var last = segments.Length == 0 ? "" : segments[^1];
        if (request.Method == "POST")
        {
            return last switch
            {
                "getByIds" => 3,
                "getMemberGroups" or "getMemberObjects" => 2,
                "checkMemberGroups" or "checkMemberObjects" or "isMemberOf" => 4,
                _ => 1,
            };
        }

        if (request.IsWrite)
            return 1;
        return (segments[0], segments.Length, last) switch
        {
            (_, _, "delta") => 1,
            ("users", 1, _) => 2,
            ("users", 3, "memberOf" or "transitiveMemberOf" or "ownedObjects" or "licenseDetails") => 2,
            ("applications", 1, _) => 2,
            ("applications", _, "extensionProperties") => 2,
            ("subscribedSkus", _, _) => 3,
            ("groups", >= 3, _) when segments[2] == "members" => 3,
            ("groups", >= 3, _) when segments[2] == "transitiveMembers" => 5,
            _ => 1,
        };
    }

    // About one write for three references, as the service's own people have told.
    private static int WritesOf(GraphRequest request)
    {
        var references = 0;
        if (request.Body is { ValueKind: JsonValueKind.Object } body)
        {
            foreach (var property in body.EnumerateObject())
            {
                if (property.Name.EndsWith("@odata.bind", StringComparison.Ordinal) && property.Value.ValueKind == JsonValueKind.Array)
                    references += property.Value.GetArrayLength();
            }
        }

        return Math.Max(1, (references + 2) / 3);
    }
}
