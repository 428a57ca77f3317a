using System.Text.Json.Nodes;
using Kube.Client.Errors;
using Kube.Operator.Tests.Surroundings;

namespace Kube.Operator.Tests.Webhooks;

public sealed class Objects_are_converted_between_versions(Cluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task There_and_back_without_a_loss()
    {
        await using var gadgets = await Gadgets.StartAsync(Cluster);
        var spec = JsonNode.Parse("""{"width": 3, "height": 5, "colour": {"nobody": ["knows", 1]}}""")!;

        await gadgets.CreateAsync("v2", "one", (JsonObject)spec.DeepClone());

        var stored = await gadgets.ReadAsync("v1", "one"); // v1 is what is stored
        Text(stored["spec"]).ShouldBe("""{"colour":{"nobody":["knows",1]},"size":3}""");
        ((string?)stored["metadata"]!["annotations"]![GadgetConverter.Height]).ShouldBe("5");
        var back = await gadgets.ReadAsync("v2", "one");
        JsonNode.DeepEquals(back["spec"], spec).ShouldBeTrue(back.ToJsonString());
        back["metadata"]!["uid"]!.ToString().ShouldBe(stored["metadata"]!["uid"]!.ToString());
    }

    [Fact]
    public async Task A_change_in_the_old_version_keeps_what_only_the_new_one_knows()
    {
        await using var gadgets = await Gadgets.StartAsync(Cluster);
        await gadgets.CreateAsync("v2", "one", new JsonObject { ["width"] = 3, ["height"] = 5 });

        await gadgets.MergeAsync("v1", "one", new JsonObject { ["spec"] = new JsonObject { ["size"] = 7 } });

        Text((await gadgets.ReadAsync("v2", "one"))["spec"]).ShouldBe("""{"height":5,"width":7}""");
    }

    [Fact]
    public async Task In_a_list_too_each_in_its_place()
    {
        await using var gadgets = await Gadgets.StartAsync(Cluster);
        await gadgets.CreateAsync("v1", "one", new JsonObject { ["size"] = 1 });
        await gadgets.CreateAsync("v2", "two", new JsonObject { ["width"] = 2, ["height"] = 2 });

        var list = (await gadgets.ListAsync("v2"))["items"]!.AsArray();

        list.Select(item => $"{item!["metadata"]!["name"]} {item["spec"]!["width"]}").ShouldBe(["one 1", "two 2"]);
    }

    [Fact]
    public async Task A_version_that_the_converter_does_not_know_is_refused_by_a_message_that_names_the_object()
    {
        await using var gadgets = await Gadgets.StartAsync(Cluster);
        await gadgets.CreateAsync("v1", "one", new JsonObject { ["size"] = 1 });

        var refused = await Should.ThrowAsync<KubeApiException>(() => gadgets.ReadAsync("v3", "one"));

        refused.Message.ShouldContain("/one cannot be converted from ");
        refused.Message.ShouldContain("there is no form of a Gadget in v3");
        (await gadgets.ReadAsync("v2", "one"))["spec"]!["width"]!.GetValue<int>().ShouldBe(1); // other versions are served all the same
    }

    [Fact]
    public async Task A_converter_that_changes_who_an_object_is_is_stopped()
    {
        await using var gadgets = await Gadgets.StartAsync(Cluster);
        await gadgets.CreateAsync("v1", "one", new JsonObject { ["size"] = 1, ["renamed"] = "two" });

        (await Should.ThrowAsync<KubeApiException>(() => gadgets.ReadAsync("v2", "one"))).Message.ShouldContain("it changed metadata.name");
    }

    private static string Text(JsonNode? node) => new JsonObject(node!.AsObject().OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone()))).ToJsonString();
}
