using System.Text.Json;
using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.Monitoring;

/// <summary>The queries of the shipped dashboard, with its variables filled in as Grafana does for "All".</summary>
internal static class DashboardPanels
{
    public static IReadOnlyList<(string Panel, string Expression)> Queries()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("charts", "hybrid-groups", "monitoring", "dashboard.json")));
        return
        [
            .. from panel in document.RootElement.GetProperty("panels").EnumerateArray()
               where panel.GetProperty("type").GetString() != "row"
               from target in panel.GetProperty("targets").EnumerateArray()
               select (panel.GetProperty("title").GetString()!, Filled(target.GetProperty("expr").GetString()!)),
        ];
    }

    private static string Filled(string expression) => expression
        .Replace("$__rate_interval", "1m", StringComparison.Ordinal)
        .Replace("$connector", ".*", StringComparison.Ordinal);
}
