using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using HybridGroups.EndToEnd.Tests.Engine;
using HybridGroups.EndToEnd.Tests.Running;
using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.Monitoring;

/// <summary>A real Prometheus of the test's own, on a loopback port, which reads operators every two seconds.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(5);

    private readonly Process process;
    private readonly TemporaryFolder folder;
    private readonly ConcurrentQueue<string> log = new();
    private readonly HttpClient http;

    private PrometheusServer(Process process, TemporaryFolder folder, int port)
    {
        this.process = process;
        this.folder = folder;
        http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(10) };
        process.ErrorDataReceived += (_, line) => log.Enqueue(line.Data ?? string.Empty);
        process.BeginErrorReadLine();
    }

    /// <summary>Starts it with the shipped rules, made faster.</summary>
    public static async Task<PrometheusServer> StartAsync(string rules, params string[] operators)
    {
        await Script.RunAsync(Repository.PathOf("tests", "environment", "install-prometheus"), [], InstallLimit, Company.Cancellation);
        var home = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(home.Path, "alerts.yaml"), rules, Company.Cancellation);
        await File.WriteAllTextAsync(
            Path.Combine(home.Path, "prometheus.yaml"),
            $"""
            global: {"{scrape_interval: 2s, scrape_timeout: 2s, evaluation_interval: 1s}"}
            rule_files: [alerts.yaml]
            scrape_configs:
              - job_name: hybrid-groups
                static_configs:
                  - targets: ["{string.Join("\", \"", operators)}"]
            """,
            Company.Cancellation);
        var port = LoopbackPort.Free();
        var start = new ProcessStartInfo(
            "prometheus",
            [
                "--config.file", Path.Combine(home.Path, "prometheus.yaml"), "--storage.tsdb.path", Path.Combine(home.Path, "data"),
                "--web.listen-address", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), "--log.level", "warn",
            ])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        var server = new PrometheusServer(Process.Start(start)!, home, port);
        await Eventually.HoldsAsync(async () => (await server.GetAsync("/api/v1/status/buildinfo")).GetProperty("version").GetString().ShouldNotBeNullOrEmpty());
        return server;
    }

    public string Log => string.Join('\n', log);

    /// <summary>The result of an instant query: labels as text and value, a series each.</summary>
    public async Task<IReadOnlyList<(string Labels, double Value)>> QueryAsync(string expression)
    {
        var data = await GetAsync($"/api/v1/query?query={Uri.EscapeDataString(expression)}");
        return data.GetProperty("resultType").GetString() switch
        {
            "vector" => [.. data.GetProperty("result").EnumerateArray().Select(series => (series.GetProperty("metric").ToString(), ValueOf(series.GetProperty("value"))))],
            _ => [(string.Empty, ValueOf(data.GetProperty("result")))],
        };
    }

    /// <summary>The alerts that fire now, by name and with what they are about.</summary>
    public async Task<IReadOnlyList<(string Name, IReadOnlyDictionary<string, string> Labels, IReadOnlyDictionary<string, string> Annotations)>> FiringAsync()
    {
        var data = await GetAsync("/api/v1/alerts");
        return
        [
            .. data.GetProperty("alerts").EnumerateArray().Where(alert => alert.GetProperty("state").GetString() == "firing").Select(alert =>
            {
                var labels = TextsOf(alert.GetProperty("labels"));
                return (labels["alertname"], labels, TextsOf(alert.GetProperty("annotations")));
            }),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        process.Dispose();
        folder.Dispose();
    }

    private async Task<JsonElement> GetAsync(string path)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative), Company.Cancellation);
        var text = await response.Content.ReadAsStringAsync(Company.Cancellation);
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}\n{text}");
        using var document = JsonDocument.Parse(text);
        return document.RootElement.GetProperty("data").Clone();
    }

    private static double ValueOf(JsonElement pair) => double.Parse(pair[1].GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static Dictionary<string, string> TextsOf(JsonElement map) => map.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!, StringComparer.Ordinal);
}
