using System.Text.Json;
using TestEnvironment;

namespace Monitoring.Tests;

public sealed class The_dashboard_can_be_imported : IDisposable
{
    private const int Columns = 24;
    private readonly JsonDocument document = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("charts", "hybrid-groups", "monitoring", "dashboard.json")));

    private JsonElement Dashboard => document.RootElement;

    private IEnumerable<JsonElement> Panels => Dashboard.GetProperty("panels").EnumerateArray();

    [Fact]
    public void It_has_a_title_a_lasting_uid_and_a_schema_that_grafana_reads()
    {
        Dashboard.GetProperty("title").GetString().ShouldBe("Hybrid Groups");
        Dashboard.GetProperty("uid").GetString().ShouldBe("hybrid-groups");
        Dashboard.GetProperty("schemaVersion").GetInt32().ShouldBeGreaterThanOrEqualTo(36);
        Dashboard.TryGetProperty("id", out _).ShouldBeFalse("an id belongs to one Grafana");
        Dashboard.TryGetProperty("__inputs", out _).ShouldBeFalse("the data source is a variable, and nothing is asked at import");
    }

    [Fact]
    public void The_data_source_is_a_variable_that_every_panel_and_query_uses()
    {
        var variables = Dashboard.GetProperty("templating").GetProperty("list").EnumerateArray().ToDictionary(variable => variable.GetProperty("name").GetString()!, StringComparer.Ordinal);
        variables["datasource"].GetProperty("type").GetString().ShouldBe("datasource");
        variables["datasource"].GetProperty("query").GetString().ShouldBe("prometheus");
        variables["connector"].GetProperty("query").GetProperty("query").GetString().ShouldStartWith("label_values(");

        foreach (var user in Panels.Where(panel => !IsRow(panel)).SelectMany(panel => panel.GetProperty("targets").EnumerateArray().Append(panel)).Append(variables["connector"]))
        {
            user.GetProperty("datasource").GetProperty("uid").GetString().ShouldBe("${datasource}");
        }
    }

    [Fact]
    public void Every_panel_has_an_id_of_its_own_a_title_a_description_and_a_place_where_no_other_is()
    {
        Panels.Select(panel => panel.GetProperty("id").GetInt32()).ShouldBeUnique();
        var taken = new HashSet<(int X, int Y)>();
        foreach (var panel in Panels)
        {
            var title = panel.GetProperty("title").GetString();
            title.ShouldNotBeNullOrEmpty();
            if (!IsRow(panel)) panel.GetProperty("description").GetString().ShouldNotBeNullOrEmpty(title);
            var place = panel.GetProperty("gridPos");
            var (x, y, width, height) = (place.GetProperty("x").GetInt32(), place.GetProperty("y").GetInt32(), place.GetProperty("w").GetInt32(), place.GetProperty("h").GetInt32());
            (x + width).ShouldBeLessThanOrEqualTo(Columns, title);
            for (var cell = 0; cell < width * height; cell++) taken.Add((x + (cell % width), y + (cell / width))).ShouldBeTrue($"{title} lies on another panel");
        }
    }

    [Fact]
    public void Every_query_has_a_letter_of_its_own_in_its_panel_and_says_what_its_lines_are()
    {
        foreach (var panel in Panels.Where(panel => !IsRow(panel)))
        {
            var targets = panel.GetProperty("targets").EnumerateArray().ToArray();
            targets.Select(target => target.GetProperty("refId").GetString()).ShouldBeUnique();
            foreach (var target in targets)
            {
                target.GetProperty("expr").GetString().ShouldNotBeNullOrEmpty();
                if (panel.GetProperty("type").GetString() == "timeseries") target.GetProperty("legendFormat").GetString().ShouldNotBeNullOrEmpty();
            }
        }
    }

    public void Dispose() => document.Dispose();

    private static bool IsRow(JsonElement panel) => panel.GetProperty("type").GetString() == "row";
}
