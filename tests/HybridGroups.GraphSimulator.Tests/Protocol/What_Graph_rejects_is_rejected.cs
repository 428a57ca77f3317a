using HybridGroups.GraphSimulator.Tests.Surroundings;

namespace HybridGroups.GraphSimulator.Tests.Protocol;

public sealed class What_Graph_rejects_is_rejected
{
    [Theory]
    [InlineData("/v1.0/groups?$top=1000", 400, "Request_UnsupportedQuery")]
    [InlineData("/v1.0/groups?$skip=1", 400, "Request_BadRequest")]
    [InlineData("/v1.0/groups?$select=nonsense", 400, "Request_BadRequest")]
    [InlineData("/v1.0/groups?$select=writebackConfiguration", 400, "Request_BadRequest")]
    [InlineData("/v1.0/users?$select=skills", 501, "NotImplemented")]
    [InlineData("/v1.0/users/$count", 400, "Request_BadRequest")]
    [InlineData("/v1.0/users?$search=\"displayName:x\"", 400, "Request_UnsupportedQuery")]
    [InlineData("/v1.0/users?$filter=endsWith(mail,'x')", 400, "Request_UnsupportedQuery")]
    [InlineData("/v1.0/users?$filter=id ge 'x'&$count=true", 400, "Request_UnsupportedQuery")]
    [InlineData("/v1.0/groups/delta?$top=5", 400, "Request_BadRequest")]
    [InlineData("/v1.0/groups/delta?$skiptoken=bm90b3Vycw", 400, "Request_BadRequest")]
    [InlineData("/v1.0/nothing", 400, "BadRequest")]
    [InlineData("/v1.0/groups/00000000-0000-4000-8000-000000000000", 404, "Request_ResourceNotFound")]
    public async Task A_read(string path, int status, string code)
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var answer = await simulator.GetAsync(path);

        answer.Status.ShouldBe(status);
        answer.Code.ShouldBe(code);
        answer.Json.GetProperty("error").GetProperty("innerError").GetProperty("request-id").GetString().ShouldNotBeNull();
    }

    [Theory]
    [InlineData("""{"displayName":"x"}""", "Request_BadRequest")]
    [InlineData("""{"displayName":"x","mailEnabled":false,"securityEnabled":true,"mailNickname":"a b"}""", "Request_BadRequest")]
    [InlineData("""{"displayName":"x","mailEnabled":true,"securityEnabled":true,"mailNickname":"x"}""", "Request_BadRequest")]
    [InlineData("""{"displayName":"x","mailEnabled":false,"securityEnabled":true,"mailNickname":"x","nonsense":1}""", "Request_BadRequest")]
    [InlineData("""{"displayName":"x","mailEnabled":false,"securityEnabled":true,"mailNickname":"x","onPremisesSyncEnabled":true}""", "Request_BadRequest")]
    [InlineData("""{"displayName":"x","mailEnabled":false,"securityEnabled":true,"mailNickname":"x","groupTypes":["DynamicMembership"],"membershipRule":"user.employeeType -eq \"a\"","membershipRuleProcessingState":"On"}""", "DynamicGroupQueryParseError")]
    [InlineData("""{"displayName":"x","mailEnabled":false,"securityEnabled":true,"mailNickname":"x","groupTypes":["DynamicMembership"],"membershipRule":"accountEnabled -eq true","membershipRuleProcessingState":"On"}""", "InvalidObjectTypeException")]
    [InlineData("not json", "BadRequest")]
    public async Task A_new_group(string body, string code)
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var answer = await simulator.SendAsync(HttpMethod.Post, "/v1.0/groups", body);

        answer.Status.ShouldBe(400);
        answer.Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("GET", "/v1.0/groups?$select=id")]
    [InlineData("GET", "/v1.0/devices?$select=id")]
    [InlineData("GET", "/v1.0/organization2")]
    [InlineData("POST", "/v1.0/groups")]
    public async Task A_call_without_the_permission_for_it(string method, string path)
    {
        await using var simulator = await RunningSimulator.StartAsync();
        await simulator.SignInWithAsync("Domain.Read.All");

        var answer = await simulator.SendAsync(new HttpMethod(method), path, method == "GET" ? null : "{}");

        answer.Status.ShouldBe(path.EndsWith('2') ? 400 : 403);
    }

    [Fact]
    public async Task A_call_without_a_token_or_with_an_expired_one()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        simulator.Clock.Advance(TimeSpan.FromHours(2));

        var answer = await simulator.GetAsync("/v1.0/organization");

        answer.Status.ShouldBe(401);
        answer.Code.ShouldBe("InvalidAuthenticationToken");
        answer.Headers.Keys.ShouldContain("WWW-Authenticate");
    }

    [Fact]
    public async Task A_batch_of_twenty_one_or_with_an_id_twice()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        string Batch(IEnumerable<string> ids) => $$"""{"requests":[{{string.Join(',', ids.Select(id => $$"""{"id":"{{id}}","method":"GET","url":"/organization"}"""))}}]}""";

        (await simulator.SendAsync(HttpMethod.Post, "/v1.0/$batch", Batch(Enumerable.Range(0, 21).Select(i => $"{i}")))).Status.ShouldBe(400);
        (await simulator.SendAsync(HttpMethod.Post, "/v1.0/$batch", Batch(["a", "A"]))).Status.ShouldBe(400);
        (await simulator.SendAsync(HttpMethod.Post, "/v1.0/$batch", Batch(["a", "b"]))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_second_page_without_the_header_of_the_first()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        simulator.Tenant.Seed(new Seeding.TenantSeed { Users = 30 });
        var first = await simulator.GetAsync("/v1.0/users?$select=id&$top=10&$count=true", ("ConsistencyLevel", "eventual"));
        first.Json.GetProperty("@odata.count").GetInt32().ShouldBe(30);

        (await simulator.GetAsync(first.Link("@odata.nextLink")!)).Code.ShouldBe("Directory_ExpiredPageToken");
        var second = await simulator.GetAsync(first.Link("@odata.nextLink")!, ("ConsistencyLevel", "eventual"));
        second.Value.Count.ShouldBe(10);
        second.Json.TryGetProperty("@odata.count", out _).ShouldBeFalse();
    }
}
