namespace HybridGroups.Entra.Throttling;

/// <summary>What a request costs before it is sent, by the published table; the answer's header corrects nothing but the next estimate.</summary>
internal sealed record RequestCost(int ResourceUnits, int Writes)
{
    public static bool IsReadByPost(string target) =>
        target.EndsWith("/getByIds", StringComparison.Ordinal) || target.EndsWith("/getAvailableExtensionProperties", StringComparison.Ordinal);

    public static RequestCost Of(HttpMethod method, string target, int references = 0)
    {
        if (method != HttpMethod.Get)
        {
            return IsReadByPost(target)
                ? new RequestCost(3, 0)
                : new RequestCost(1, Math.Max(1, (references + 2) / 3));
        }

        var question = target.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? target : target[..question];
        var units = path switch
        {
            _ when path.EndsWith("/members", StringComparison.Ordinal) => 3,
            _ when path.EndsWith("/subscribedSkus", StringComparison.Ordinal) => 3,
            _ when path.Contains("/applications", StringComparison.Ordinal) => 2,
            _ when path.EndsWith("/users", StringComparison.Ordinal) => 2,
            _ => 1,
        };
        return new RequestCost(Math.Max(1, target.Contains("$select=", StringComparison.Ordinal) ? units - 1 : units), 0);
    }
}
