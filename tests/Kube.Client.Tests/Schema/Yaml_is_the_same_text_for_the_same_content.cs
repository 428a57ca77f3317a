using System.Text.Json.Nodes;
using Kube.Client.Schema;

namespace Kube.Client.Tests.Schema;

public sealed class Yaml_is_the_same_text_for_the_same_content
{
    [Fact]
    public void Order_is_kept_and_words_that_yaml_would_misread_are_quoted()
    {
        var document = JsonNode.Parse("""{"z": "true", "a": ["no", "1.0", "plain", ""], "count": 5, "b": false, "e": {}}""")!;

        YamlText.Of(document).ShouldBe(
            """
            z: "true"
            a:
              - "no"
              - "1.0"
              - plain
              - ""
            count: 5
            b: false
            e: {}

            """);
    }
}
