using TestEnvironment;
using YamlDotNet.Serialization;

namespace Monitoring.Tests;

/// <summary>The alerts as the chart ships them.</summary>
internal static class ShippedAlerts
{
    public static string Path { get; } = Repository.PathOf("charts", "hybrid-groups", "monitoring", "alerts.yaml");

    public static IReadOnlyList<ShippedAlert> All { get; } = Read(File.ReadAllText(Path));

    public static TheoryData<string> Names => [.. All.Select(alert => alert.Name)];

    public static ShippedAlert Of(string name) => All.Single(alert => alert.Name == name);

    private static List<ShippedAlert> Read(string text)
    {
        var file = new DeserializerBuilder().Build().Deserialize<Dictionary<string, List<Dictionary<string, object>>>>(text);
        return
        [
            .. from @group in file["groups"]
               from rule in (List<object>)@group["rules"]
               let fields = (Dictionary<object, object>)rule
               select new ShippedAlert((string)fields["alert"], (string)fields["expr"], Texts(fields["labels"]), Texts(fields["annotations"])),
        ];
    }

    private static Dictionary<string, string> Texts(object map) =>
        ((Dictionary<object, object>)map).ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value, StringComparer.Ordinal);
}
