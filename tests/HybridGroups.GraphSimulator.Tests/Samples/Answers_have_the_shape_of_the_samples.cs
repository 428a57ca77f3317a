using System.Text.Json;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Tests.Surroundings;

namespace HybridGroups.GraphSimulator.Tests.Samples;

public sealed class Answers_have_the_shape_of_the_samples
{
    // Printed in documentation and not in the v1.0 metadata, or of another object than the one asked for.
    private static readonly string[] NotInTheModel =
        ["creationOptions", "createdByAppId", "@odata.id", "writebackConfiguration", "isMultiValued", "@odata.nextLink", "@odata.deltaLink", "mail", "addIns"];

    [Fact]
    public async Task Reads()
    {
        Assert.SkipUnless(SharedSamples.AreHere, SharedSamples.WhyNot);

        await using var simulator = await RunningSimulator.StartAsync();
        var user = simulator.Tenant.AddUser("someone");
        simulator.Tenant.Update(user, ("givenName", "a"), ("surname", "b"), ("jobTitle", "c"), ("mail", "d"), ("mobilePhone", "e"), ("officeLocation", "f"),
            ("preferredLanguage", "en"), ("businessPhones", (string[])["1"]));
        var group = simulator.Tenant.AddGroup("a group", ("description", "x"), ("classification", null), ("createdDateTime", simulator.Clock.GetUtcNow()), ("mail", "m"));
        simulator.Tenant.AddMember(group, user);
        var gone = simulator.Tenant.AddGroup("gone", ("visibility", "Public"));
        simulator.Tenant.SoftDelete(gone);
        var application = simulator.Tenant.Add(ObjectKind.Application, ("displayName", "app"), ("appId", Guid.NewGuid().ToString("D")));
        simulator.Tenant.AddExtension(application, "skypeId", "User");
        simulator.Tenant.Add(ObjectKind.Device, ("displayName", "device"));

        foreach (var (sample, path) in new[]
        {
            ("group-list", "/v1.0/groups"),
            ("group-members-list", $"/v1.0/groups/{group}/members"),
            ("group-delta-default", "/v1.0/groups/delta"),
            ("group-delta-page1-initial", "/v1.0/groups/delta?$select=displayName,description,members"),
            ("group-delta-select", "/v1.0/groups/delta?$select=displayName,description,mailNickname"),
            ("user-delta-default", "/v1.0/users/delta"),
            ("user-delta-page1-with-removed", "/v1.0/users/delta?$select=displayName,givenName,surname"),
            ("deleted-items-list-groups", "/v1.0/directory/deletedItems/microsoft.graph.group"),
            ("device-list", "/v1.0/devices"),
            ("domains-list", "/v1.0/domains"),
            ("organization", "/v1.0/organization"),
            ("subscribed-skus", "/v1.0/subscribedSkus"),
            ("group-setting-templates", "/v1.0/groupSettingTemplates"),
            ("federation-configurations-saml", "/v1.0/directory/federationConfigurations/graph.samlOrWsFedExternalDomainFederation"),
        })
        {
            var answer = await simulator.GetAsync(path);
            answer.Status.ShouldBe(200, sample);
            Shape.Missing(SharedSamples.Body(sample), answer.Json, sample, NotInTheModel).ShouldBeEmpty(sample);
        }

        var synchronization = await simulator.GetAsync("/beta/directory/onPremisesSynchronization");
        Shape.Missing(SharedSamples.Body("onpremises-synchronization"), synchronization.Value[0], "synchronization", "@odata.context").ShouldBeEmpty();
        var extensions = await simulator.SendAsync(HttpMethod.Post, "/v1.0/directoryObjects/getAvailableExtensionProperties", "{}");
        Shape.Missing(SharedSamples.Body("extension-properties-available"), extensions.Json, "extensions").ShouldBeEmpty();
        var byIds = await simulator.SendAsync(HttpMethod.Post, "/v1.0/directoryObjects/getByIds", $$"""{"ids":["{{user}}"],"types":["user"]}""");
        Shape.Missing(SharedSamples.Body("directory-objects-getbyids"), byIds.Json, "by ids", "accountEnabled").ShouldBeEmpty();
        var count = await simulator.GetAsync("/v1.0/groups/$count", ("ConsistencyLevel", "eventual"));
        count.Text.ShouldBe("1");
    }

    [Fact]
    public async Task Writes()
    {
        Assert.SkipUnless(SharedSamples.AreHere, SharedSamples.WhyNot);

        await using var simulator = await RunningSimulator.StartAsync();
        var security = await simulator.SendAsync(HttpMethod.Post, "/v1.0/groups",
            """{"displayName":"Operations group","mailEnabled":false,"mailNickname":"operations2019","securityEnabled":true,"groupTypes":[]}""");
        security.Status.ShouldBe(201);
        Shape.Missing(SharedSamples.Body("group-security-full-default-shape"), security.Json, "security", NotInTheModel).ShouldBeEmpty();
        var unified = await simulator.SendAsync(HttpMethod.Post, "/v1.0/groups",
            """{"displayName":"Library Assist","mailEnabled":true,"mailNickname":"library","securityEnabled":false,"groupTypes":["Unified"]}""");
        Shape.Missing(SharedSamples.Body("group-create-m365"), unified.Json, "unified", "creationOptions").ShouldBeEmpty();
        var upsert = await simulator.SendAsync(HttpMethod.Patch, "/v1.0/groups(uniqueName='uniqueName')",
            """{"displayName":"Golf Assist","mailEnabled":true,"mailNickname":"golfassist","securityEnabled":false,"groupTypes":["Unified"]}""", ("Prefer", "create-if-missing"));
        upsert.Status.ShouldBe(201);
        Shape.Missing(SharedSamples.Body("group-upsert-uniquename-create"), upsert.Json, "upsert").ShouldBeEmpty();
        var again = await simulator.SendAsync(HttpMethod.Patch, "/v1.0/groups(uniqueName='uniqueName')", """{"displayName":"Golf"}""", ("Prefer", "create-if-missing"));
        again.Status.ShouldBe(204);

        var id = security.Json.GetProperty("id").GetString();
        security.Json.GetProperty("securityIdentifier").GetString().ShouldBe(Tenant.ObjectReader.SecurityIdentifier(Guid.Parse(id!)));
        (await simulator.SendAsync(HttpMethod.Delete, $"/v1.0/groups/{id}", null)).Status.ShouldBe(204);
        var restored = await simulator.SendAsync(HttpMethod.Post, $"/v1.0/directory/deletedItems/{id}/restore", null);
        Shape.Missing(SharedSamples.Body("deleted-item-restore"), restored.Json, "restored").ShouldBeEmpty();
        var licence = await simulator.SendAsync(HttpMethod.Post, $"/v1.0/groups/{id}/assignLicense", """{"addLicenses":[],"removeLicenses":[]}""");
        licence.Status.ShouldBe(202);
        Shape.Missing(SharedSamples.Body("group-assign-license-add"), licence.Json, "licence").ShouldBeEmpty();
        var half = await simulator.SendAsync(HttpMethod.Post, $"/v1.0/groups/{id}/assignLicense", """{"addLicenses":[]}""");
        half.Message.ShouldBe(Message("error-assignlicense-missing-parameter"));
        var synced = simulator.Tenant.AddSyncedGroup("synced");
        var authority = await simulator.SendAsync(HttpMethod.Patch, $"/beta/groups/{synced}/onPremisesSyncBehavior", """{"isCloudManaged":true}""");
        Shape.Missing(SharedSamples.Body("onpremises-sync-behavior-patch"), authority.Json, "authority", "@odata.type").ShouldBeEmpty();
    }

    [Fact]
    public async Task Errors_say_what_the_service_says()
    {
        Assert.SkipUnless(SharedSamples.AreHere, SharedSamples.WhyNot);

        await using var simulator = await RunningSimulator.StartAsync();
        var root = simulator.Root;
        var user = simulator.Tenant.AddUser("someone");
        var group = simulator.Tenant.AddGroup("group");
        simulator.Tenant.AddMember(group, user);
        simulator.Tenant.AddOwner(group, user);
        var synced = simulator.Tenant.AddSyncedGroup("synced");
        var licensed = simulator.Tenant.AddGroup("licensed");
        simulator.Tenant.AssignLicence(licensed, Guid.NewGuid().ToString("D"));
        var list = simulator.Tenant.AddGroup("list", ("mailEnabled", true));
        var reference = $$"""{"@odata.id":"{{root}}/v1.0/directoryObjects/{{user}}"}""";

        foreach (var (sample, method, path, body) in new[]
        {
            ("error-page-size", "GET", "/v1.0/groups?$top=1000", null),
            ("error-not-implemented-property", "GET", "/v1.0/users?$select=skills", null),
            ("error-unsupported-query", "GET", "/v1.0/users?$filter=endsWith(mail,'x')", null),
            ("error-count-segment-without-consistencylevel", "GET", "/v1.0/users/$count", null),
            ("error-search-without-consistencylevel", "GET", "/v1.0/users?$search=\"displayName:x\"", null),
            ("error-too-many-or-clauses", "GET", "/v1.0/users?$filter=" + string.Join(" or ", Enumerable.Range(0, 18).Select(i => $"displayName eq '{i}'")), null),
            ("error-member-already-exists", "POST", $"/v1.0/groups/{group}/members/$ref", reference),
            ("error-last-owner", "DELETE", $"/v1.0/groups/{group}/owners/{user}/$ref", null),
            ("error-onprem-mastered", "PATCH", $"/v1.0/groups/{synced}", """{"description":"x"}"""),
            ("error-onprem-mastered", "POST", $"/v1.0/groups/{synced}/members/$ref", reference),
            ("error-delete-licensed-group", "DELETE", $"/v1.0/groups/{licensed}", null),
            ("error-mail-enabled-group-members", "POST", $"/v1.0/groups/{list}/members/$ref", reference),
            ("error-mailnickname-invalid", "PATCH", $"/v1.0/groups/{group}", """{"mailNickname":"a b"}"""),
            ("error-user-inherited-license", "POST", $"/v1.0/users/{user}/assignLicense", """{"addLicenses":[],"removeLicenses":[]}"""),
        })
        {
            var answer = await simulator.SendAsync(new HttpMethod(method), path, body);
            answer.Code.ShouldBe(SharedSamples.Body(sample).GetProperty("error").GetProperty("code").GetString(), sample);
            answer.Message.ShouldBe(Message(sample), sample);
            Shape.Missing(SharedSamples.Body(sample), answer.Json, sample).ShouldBeEmpty(sample);
        }

        var missing = await simulator.SendAsync(HttpMethod.Delete, $"/v1.0/groups/{group}/members/{synced}/$ref", null);
        missing.Status.ShouldBe(404);
        missing.Message.ShouldBe(Message("error-member-remove-missing-404").Replace("12345689-1212-1212-1212-abc212121212", synced.ToString("D"), StringComparison.Ordinal));

        var (status, token) = await simulator.TokenAsync(("grant_type", "client_credentials"), ("client_id", Hosting.Simulator.DefaultClientId), ("client_secret", "wrong"), ("scope", root + "/.default"));
        ((int)status).ShouldBe(401);
        Shape.Missing(SharedSamples.Body("token-error-invalid-client"), token, "token").ShouldBeEmpty();
        token.GetProperty("error_codes")[0].GetInt32().ShouldBe(7000215);
        (_, token) = await simulator.TokenAsync(("grant_type", "no_such_grant"));
        token.GetProperty("error_codes")[0].GetInt32().ShouldBe(70003);
        (_, token) = await simulator.TokenAsync(("grant_type", "client_credentials"), ("client_id", "not-a-guid"));
        token.GetProperty("error_codes")[0].GetInt32().ShouldBe(700038);
        (_, token) = await simulator.TokenAsync(("grant_type", "client_credentials"), ("client_id", Hosting.Simulator.DefaultClientId), ("scope", "api://not-a-registered-resource/.default"));
        token.GetProperty("error").GetString().ShouldBe("invalid_resource");
    }

    private static string Message(string sample) => SharedSamples.Body(sample).GetProperty("error").GetProperty("message").GetString()!;
}
