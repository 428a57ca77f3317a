using System.Text.Json;
using HybridGroups.GraphSimulator.Faults;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Tests.Surroundings;

namespace HybridGroups.GraphSimulator.Tests.Samples;

public sealed class Further_answers_have_the_shape_of_the_samples
{
    private const string NotInTheModel = "creationOptions";

    [Fact]
    public async Task Writes_of_groups_members_licences_and_extensions()
    {
        Assert.SkipUnless(SharedSamples.AreHere, SharedSamples.WhyNot);

        await using var simulator = await RunningSimulator.StartAsync();
        var users = Enumerable.Range(0, 5).Select(i => simulator.Tenant.AddUser($"user{i}")).ToList();
        string Reference(Guid id) => $"{simulator.Root}/v1.0/directoryObjects/{id}";
        var group = simulator.Tenant.AddGroup("group");
        await AnswersAsync("group-member-add-ref", "POST", $"/v1.0/groups/{group}/members/$ref", $$"""{"@odata.id":"{{Reference(users[0])}}"}""");
        await AnswersAsync("group-members-add-bind-patch", "PATCH", $"/v1.0/groups/{group}",
            $$"""{"members@odata.bind":["{{Reference(users[1])}}","{{Reference(users[2])}}","{{Reference(users[3])}}"]}""");
        var update = SharedSamples.Request("group-update").GetProperty("body").EnumerateObject()
            .Where(property => property.Name is "description" or "displayName" or "mailNickname")
            .ToDictionary(property => property.Name, property => property.Value, StringComparer.Ordinal);
        await AnswersAsync("group-update", "PATCH", $"/v1.0/groups/{group}", JsonSerializer.Serialize(update));

        var sku = Guid.NewGuid().ToString("D");
        simulator.Tenant.AssignLicence(group, sku);
        await AnswersAsync("group-assign-license-remove", "POST", $"/v1.0/groups/{group}/assignLicense", $$"""{"addLicenses":[],"removeLicenses":["{{sku}}"]}""");
        await AnswersAsync("group-create-role-assignable", "POST", "/v1.0/groups", SharedSamples.Request("group-create-role-assignable").GetProperty("body").GetRawText());
        await AnswersAsync("group-create-security-with-owners-members", "POST", "/v1.0/groups",
            $$"""{"displayName":"Operations group","description":"d","groupTypes":[],"mailEnabled":false,"mailNickname":"operations2019","securityEnabled":true,"owners@odata.bind":["{{simulator.Root}}/v1.0/users/{{users[0]}}"],"members@odata.bind":["{{simulator.Root}}/v1.0/users/{{users[1]}}"]}""");
        var application = simulator.Tenant.Add(ObjectKind.Application, ("displayName", "app"), ("appId", Guid.NewGuid().ToString("D")));
        await AnswersAsync("extension-property-create", "POST", $"/v1.0/applications/{application}/extensionProperties", """{"name":"extensionName","dataType":"String","targetObjects":["User"]}""");

        async Task AnswersAsync(string sample, string method, string path, string body)
        {
            var answer = await simulator.SendAsync(new HttpMethod(method), path, body);
            answer.Status.ShouldBe(SharedSamples.Status(sample), $"{sample}: {answer.Text}");
            if (answer.Status != 204)
                Shape.Missing(SharedSamples.Body(sample), answer.Json, sample, NotInTheModel, "assignedLabels", "licenseProcessingState").ShouldBeEmpty(sample);
        }
    }

    [Fact]
    public async Task Lists_with_counts()
    {
        Assert.SkipUnless(SharedSamples.AreHere, SharedSamples.WhyNot);

        await using var simulator = await RunningSimulator.StartAsync();
        var group = simulator.Tenant.AddGroup("a", ("mailNickname", "a241"));
        simulator.Tenant.AddMember(group, simulator.Tenant.AddUser("Preston"));
        var startsWith = await simulator.GetAsync("/v1.0/groups?$filter=startswith(displayName,'a')&$count=true&$top=1&$orderby=displayName", ("ConsistencyLevel", "eventual"));
        Shape.Missing(SharedSamples.Body("group-list-startswith-count"), startsWith.Json, "starts with").ShouldBeEmpty();
        var cast = await simulator.GetAsync($"/v1.0/groups/{group}/members/microsoft.graph.user?$count=true&$select=displayName,id", ("ConsistencyLevel", "eventual"));
        Shape.Missing(SharedSamples.Body("group-members-list-cast-advanced"), cast.Json, "cast").ShouldBeEmpty();
        var count = await simulator.GetAsync("/v1.0/groups/$count", ("ConsistencyLevel", "eventual"));
        int.TryParse(SharedSamples.Body("group-count").GetString(), out _).ShouldBeTrue();
        count.Text.ShouldBe("1");
        var errors = await simulator.GetAsync("/v1.0/groups?$count=true&$filter=hasMembersWithLicenseErrors eq true&$select=id,displayName", ("ConsistencyLevel", "eventual"));
        Shape.Missing(SharedSamples.Body("group-list-filter-license-errors"), errors.Json, "licence errors").ShouldBeEmpty();
    }

    [Fact]
    public async Task Batches()
    {
        Assert.SkipUnless(SharedSamples.AreHere, SharedSamples.WhyNot);

        await using var simulator = await RunningSimulator.StartAsync();
        var user = simulator.Tenant.AddUser("someone");
        var group = simulator.Tenant.AddGroup("group");
        var nobody = Guid.NewGuid();
        simulator.Tenant.AddMember(group, user);
        SharedSamples.Request("batch-mixed-request").GetProperty("body").GetProperty("requests").GetArrayLength().ShouldBeGreaterThan(1);
        var mixed = await simulator.SendAsync(HttpMethod.Post, "/v1.0/$batch",
            $$"""{"requests":[{"id":"1","method":"GET","url":"/groups/{{group}}/members?$top=1"},{"id":"2","method":"GET","url":"/groups/{{nobody}}"}]}""");
        Shape.Missing(SharedSamples.Body("batch-mixed-response").GetProperty("responses")[0], Item(mixed, "1"), "mixed",
            "body", "Cache-Control", "OData-Version", "x-ms-resource-unit").ShouldBeEmpty();
        Item(mixed, "1").GetProperty("body").GetProperty("value").GetArrayLength().ShouldBe(1);
        Item(mixed, "2").GetProperty("status").GetInt32().ShouldBe(404);

        var sample = SharedSamples.Request("batch-dependson-request").GetProperty("body").GetProperty("requests");
        var dependent = new
        {
            requests = sample.EnumerateArray().Select(request => new
            {
                id = request.GetProperty("id").GetString(),
                method = "GET",
                url = request.GetProperty("id").GetString() == "2" ? $"/groups/{nobody}" : $"/groups/{group}",
                dependsOn = request.TryGetProperty("dependsOn", out var on) ? on.EnumerateArray().Select(one => one.GetString()).ToArray() : [],
            }),
        };
        var chain = await simulator.SendAsync(HttpMethod.Post, "/v1.0/$batch", JsonSerializer.Serialize(dependent));
        // The one that waits for the one that failed is not carried out.
        Item(chain, "4").GetProperty("status").GetInt32().ShouldBe(424);
        Item(chain, "3").GetProperty("status").GetInt32().ShouldBe(200);

        simulator.Tenant.Script(new ScriptedFault("POST", "/members/$ref", 429) { Skip = 1 });
        var adds = await simulator.SendAsync(HttpMethod.Post, "/v1.0/$batch", $$"""
            {"requests":[
              {"id":"a","method":"POST","url":"/groups/{{group}}/members/$ref","headers":{"Content-Type":"application/json"},"body":{"@odata.id":"{{simulator.Root}}/v1.0/directoryObjects/{{user}}"} },
              {"id":"b","method":"POST","url":"/groups/{{group}}/members/$ref","headers":{"Content-Type":"application/json"},"body":{"@odata.id":"{{simulator.Root}}/v1.0/directoryObjects/{{user}}"} } ]}
            """);
        var responses = SharedSamples.Body("batch-members-mixed-with-429").GetProperty("responses").EnumerateArray().ToList();
        var refused = responses.First(item => item.GetProperty("status").GetInt32() == 400);
        Shape.Missing(refused, Item(adds, "a"), "refused", "headers").ShouldBeEmpty();
        var throttled = responses.First(item => item.GetProperty("status").GetInt32() == 429);
        Item(adds, "b").GetProperty("status").GetInt32().ShouldBe(429);
        Shape.Missing(throttled.GetProperty("headers"), Item(adds, "b").GetProperty("headers"), "throttled").ShouldBeEmpty();
    }

    [Fact]
    public async Task Subscriptions_and_what_they_deliver()
    {
        Assert.SkipUnless(SharedSamples.AreHere, SharedSamples.WhyNot);

        await using var endpoint = await ReceivingEndpoint.StartAsync();
        await using var simulator = await RunningSimulator.StartAsync();
        var user = simulator.Tenant.AddUser("someone");
        var expires = simulator.Clock.GetUtcNow().AddMinutes(59).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        var made = await simulator.SendAsync(HttpMethod.Post, "/v1.0/subscriptions",
            $$"""{"changeType":"updated","notificationUrl":"{{endpoint.Url}}","lifecycleNotificationUrl":"{{endpoint.Url}}","resource":"users","expirationDateTime":"{{expires}}","clientState":"secretClientValue"}""");
        made.Status.ShouldBe(SharedSamples.Status("subscription-create"), made.Text);
        Shape.Missing(SharedSamples.Body("subscription-create"), made.Json, "subscription", "encryptionCertificate", "encryptionCertificateId", "includeResourceData", "notificationQueryOptions").ShouldBeEmpty();
        // Asked as in the sample: a POST with the token in the query, to be answered as plain text.
        SharedSamples.Request("subscription-validation-handshake").GetProperty("method").GetString().ShouldBe("POST");
        endpoint.Tokens.Count.ShouldBe(2);

        simulator.Tenant.Update(user, ("displayName", "changed"));
        await simulator.DeliverAsync();
        // Mail has an etag and an id of the notification; directory objects have not.
        Shape.Missing(SharedSamples.Body("notification-change"), await endpoint.ReceivedAsync("changeType"), "change", "@odata.etag", "id").ShouldBeEmpty();
        simulator.Tenant.SendLifecycle("reauthorizationRequired");
        await simulator.DeliverAsync();
        Shape.Missing(SharedSamples.Body("notification-lifecycle-reauthorization"), await endpoint.ReceivedAsync("lifecycleEvent"), "lifecycle").ShouldBeEmpty();
    }

    [Fact]
    public async Task Tokens()
    {
        Assert.SkipUnless(SharedSamples.AreHere, SharedSamples.WhyNot);

        await using var simulator = await RunningSimulator.StartAsync();
        var scope = ("scope", simulator.Root + "/.default");
        var (_, token) = await simulator.TokenAsync(
            ("grant_type", "client_credentials"), ("client_id", Hosting.Simulator.DefaultClientId), ("client_secret", Hosting.Simulator.DefaultClientSecret), scope);
        // A captured body whose numbers were replaced by placeholders.
        Shape.Missing(SharedSamples.Body("token-client-credentials"), token, "token", "expires_in", "ext_expires_in").ShouldBeEmpty();
        Shape.Missing(SharedSamples.Body("token-client-credentials-doc"), token, "token").ShouldBeEmpty();
        (_, token) = await simulator.TokenAsync(("grant_type", "no_such_grant"));
        Shape.Missing(SharedSamples.Body("token-error-unsupported-grant-type"), token, "grant").ShouldBeEmpty();
        (_, token) = await simulator.TokenAsync(("grant_type", "client_credentials"), ("client_id", "not-a-guid"));
        Shape.Missing(SharedSamples.Body("token-error-unknown-client"), token, "client").ShouldBeEmpty();
        (_, token) = await simulator.TokenAsync(
            ("grant_type", "client_credentials"), ("client_id", Hosting.Simulator.DefaultClientId), ("client_secret", Hosting.Simulator.DefaultClientSecret),
            ("scope", "api://not-a-registered-resource/.default"));
        Shape.Missing(SharedSamples.Body("token-error-invalid-scope"), token, "scope").ShouldBeEmpty();
    }

    private static JsonElement Item(Answer batch, string id) =>
        batch.Json.GetProperty("responses").EnumerateArray().Single(item => item.GetProperty("id").GetString() == id);
}
