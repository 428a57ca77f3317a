using System.Text.Json.Nodes;
using Kube.Client.Schema;

namespace Kube.Client.Tests.Schema;

public sealed class A_breaking_change_is_named
{
    private const string Spec = """
        {"type": "object", "required": ["name"], "properties": {
          "name": {"type": "string", "maxLength": 20, "minLength": 1},
          "mode": {"type": "string", "enum": ["Slow", "Fast"]},
          "free": {"type": "string"},
          "list": {"type": "array", "x-kubernetes-list-type": "atomic", "maxItems": 4, "items": {"type": "object", "properties": {"key": {"type": "string"}}}},
          "map": {"type": "object", "additionalProperties": {"type": "string", "maxLength": 5}}}}
        """;

    [Theory]
    [InlineData("properties/mode", null, "Thing v1 spec.mode: was removed")]
    [InlineData("properties/list/items/properties/key", null, "Thing v1 spec.list[].key: was removed")]
    [InlineData("properties/name/type", "\"integer\"", "Thing v1 spec.name: type was string and is integer")]
    [InlineData("properties/name/pattern", "\"^a\"", "Thing v1 spec.name: pattern was not there and is ^a")]
    [InlineData("properties/list/x-kubernetes-list-type", "\"set\"", "Thing v1 spec.list: x-kubernetes-list-type was atomic and is set")]
    [InlineData("required", """["name", "mode"]""", "Thing v1 spec: mode is required now")]
    [InlineData("properties/mode/enum", """["Fast"]""", "Thing v1 spec.mode: Slow is not allowed any more")]
    [InlineData("properties/free/enum", """["a"]""", "Thing v1 spec.free: any value was allowed")]
    [InlineData("properties/name/maxLength", "19", "Thing v1 spec.name: maxLength was 20 and is 19")]
    [InlineData("properties/name/minLength", "2", "Thing v1 spec.name: minLength was 1 and is 2")]
    [InlineData("properties/free/maxLength", "900", "Thing v1 spec.free: maxLength was not there and is 900")]
    [InlineData("properties/map/additionalProperties/maxLength", "4", "Thing v1 spec.map{}: maxLength was 5 and is 4")]
    public void With_its_place_and_what_was_there(string place, string? value, string expected) =>
        SchemaCompatibility.Breaks(Definition(Spec), Definition(Changed(place, value))).ShouldHaveSingleItem().ShouldStartWith(expected);

    [Theory]
    [InlineData("properties/more", """{"type": "string"}""")]
    [InlineData("properties/mode/enum", """["Slow", "Fast", "Faster"]""")]
    [InlineData("properties/name/maxLength", "21")]
    [InlineData("properties/name/maxLength", null)]
    [InlineData("required", "[]")]
    [InlineData("properties/free/description", "\"Text.\"")]
    public void What_only_opens_is_none(string place, string? value) =>
        SchemaCompatibility.Breaks(Definition(Spec), Definition(Changed(place, value))).ShouldBeEmpty();

    [Fact]
    public void A_version_that_is_served_no_longer_is_one() =>
        SchemaCompatibility.Breaks(Definition(Spec), Definition(Spec, version: "v2")).ShouldHaveSingleItem().ShouldStartWith("Thing v1: is not served any more");

    private static string Changed(string place, string? value)
    {
        var spec = JsonNode.Parse(Spec)!.AsObject();
        var names = place.Split('/');
        var parent = names.SkipLast(1).Aggregate(spec, (node, name) => node[name]!.AsObject());
        if (value is null)
        {
            parent.Remove(names[^1]);
        }
        else
        {
            parent[names[^1]] = JsonNode.Parse(value);
        }

        return spec.ToJsonString();
    }

    private static JsonObject Definition(string spec, string version = "v1") => JsonNode.Parse($$$"""
        {"spec": {"group": "kube.test", "scope": "Namespaced", "names": {"kind": "Thing"}, "versions": [
          {"name": "{{{version}}}", "served": true, "schema": {"openAPIV3Schema": {"type": "object", "properties": {"spec": {{{spec}}} } } } }]}}
        """)!.AsObject();
}
