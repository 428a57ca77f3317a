using System.Text.Json.Nodes;
using Kube.Client.Errors;

namespace HybridGroups.Definitions.Tests;

public sealed class Definitions_hold_on_a_current_server(CurrentServer server)
{
    [Fact]
    public void Each_is_accepted_so_each_rule_compiles_within_its_cost() => server.HasTheDefinitions();

    [Fact]
    public async Task Every_sample_is_taken()
    {
        server.HasTheDefinitions();
        foreach (var manifest in Manifest.In("config", "samples").SelectMany(file => file.Documents))
        {
            ((string?)(await server.TryAsync(manifest))["kind"]).ShouldBe((string?)manifest["kind"]);
        }
    }

    [Fact]
    public async Task Every_rule_is_seen_to_accept_and_to_refuse()
    {
        server.HasTheDefinitions();
        var rules = server.Definitions.SelectMany(CelRule.Of).ToArray();
        var (taken, refusals) = await WritesAsync();
        var (changed, refusedChanges) = await ChangesAsync();

        var silent = rules.Where(rule => !(rule.IsAboutChanges ? refusedChanges : refusals).Any(rule.IsIn)).Select(rule => $"was never seen to refuse: {rule}");
        var strict = rules.Where(rule => !(rule.IsAboutChanges ? changed : taken).Any(rule.IsAbout)).Select(rule => $"was never seen to accept: {rule}");

        rules.Length.ShouldBeGreaterThan(25);
        silent.Concat(strict).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_is_refused_for_one_reason()
    {
        server.HasTheDefinitions();
        var rules = server.Definitions.SelectMany(CelRule.Of).Where(rule => rule.IsAboutChanges).ToArray();

        foreach (var refusal in (await ChangesAsync()).Refusals)
        {
            rules.Count(rule => rule.IsIn(refusal)).ShouldBe(1, refusal);
        }
    }

    /// <summary>What the samples and the invalid manifests come to.</summary>
    private async Task<(List<JsonObject> Taken, List<string> Refusals)> WritesAsync()
    {
        var (taken, refusals) = (new List<JsonObject>(), new List<string>());
        var files = Manifest.In("config", "samples").Concat(Manifest.In("tests", "HybridGroups.Api.Tests", "Invalid")).Concat(Manifest.In("tests", "HybridGroups.Definitions.Tests", "Writes"));
        foreach (var manifest in files.SelectMany(file => file.Documents))
        {
            try
            {
                taken.Add(await server.TryAsync(manifest));
            }
            catch (KubeApiException refused) when (refused.IsBadRequest)
            {
                refusals.Add(refused.Message);
            }
        }

        return (taken, refusals);
    }

    /// <summary>The files of Changes/: an object, and what must not become of it.</summary>
    private async Task<(List<JsonObject> Taken, List<string> Refusals)> ChangesAsync()
    {
        var (taken, refusals) = (new List<JsonObject>(), new List<string>());
        foreach (var (_, documents) in Manifest.In("tests", "HybridGroups.Definitions.Tests", "Changes"))
        {
            var made = (JsonObject)documents[0].DeepClone();
            made["metadata"]!["name"] = $"{made["metadata"]!["name"]}-{Guid.NewGuid().ToString("N")[..8]}";
            var read = await server.CreateAsync(made);
            made["metadata"]!["labels"] = new JsonObject { ["changed"] = "yes" };
            taken.Add(await server.ReplaceAsync(read, made)); // the same spec is no change
            made["spec"] = documents[1]["spec"]!.DeepClone();
            refusals.Add((await Should.ThrowAsync<KubeApiException>(() => server.ReplaceAsync(taken[^1], made))).Message);
        }

        return (taken, refusals);
    }
}
