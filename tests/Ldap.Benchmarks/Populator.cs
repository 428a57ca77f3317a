namespace Ldap.Benchmarks;

internal sealed class Populator(LdapConnectionOptions options, DistinguishedName root, Population population)
{
    private const int InFlight = 16;

    public async Task<Populated> RunAsync(CancellationToken cancellation)
    {
        await using var connection = await LdapConnection.ConnectAsync(options, cancellation);
        var container = root.Child("OU", "Scale");
        await connection.AddAsync(container, [LdapAttribute.Of("objectClass", "organizationalUnit")], cancellation);
        var users = Enumerable.Range(0, population.Users).Select(i => container.Child("CN", $"User {i:00000}")).ToList();
        await AllAsync(users.Count, i => connection.AddAsync(users[i], User(i), cancellation), cancellation);
        await connection.AddAsync(
            container.Child("CN", "large"), Group("large", users.Take(population.LargeGroup)), cancellation);
        await AllAsync(
            population.Groups,
            i => connection.AddAsync(
                container.Child("CN", $"Group {i:0000}"),
                Group($"group{i}", Enumerable.Range(0, population.MembersPerGroup).Select(j => users[((i * 7) + (j * 13)) % users.Count])),
                cancellation),
            cancellation);

        var ids = new Dictionary<string, Guid>(StringComparer.OrdinalIgnoreCase);
        var request = new LdapSearchRequest(container, LdapScope.OneLevel, LdapFilter.Is("objectClass", "user")) { Attributes = ["objectGUID"] };
        await foreach (var entry in connection.SearchPagedAsync(request, 1000, cancellation)) ids[entry.NameText] = new Guid(entry.Bytes("objectGUID")!.Value.Span);
        return new Populated(root, container, users, [.. users.Select(user => ids[user.ToString()])], population.LargeGroup);
    }

    private static Task AllAsync(int count, Func<int, Task> run, CancellationToken cancellation) =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = InFlight, CancellationToken = cancellation },
            async (i, _) => await run(i));

    private static LdapAttribute[] User(int i) =>
    [
        LdapAttribute.Of("objectClass", "user"), LdapAttribute.Of("sAMAccountName", $"scale{i}"), LdapAttribute.Of("displayName", $"User number {i}"),
        LdapAttribute.Of("mail", $"user{i}@example.com"), LdapAttribute.Of("department", $"Department {i % 50}"),
        LdapAttribute.Of("userPrincipalName", $"user{i}@corp.example.com"),
    ];

    private static LdapAttribute[] Group(string account, IEnumerable<DistinguishedName> members) =>
    [
        LdapAttribute.Of("objectClass", "group"), LdapAttribute.Of("sAMAccountName", account),
        LdapAttribute.Of("member", [.. members.Distinct().Select(member => member.ToString())]),
    ];
}
