using System.Text.Json.Nodes;
using TestEnvironment;

namespace Charts.Tests;

/// <summary>A dry run on the real server: schema, defaults and validation, everything but the write.</summary>
public sealed class The_api_server_takes_every_object
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_the_chart_in_every_case()
    {
        var server = await ServerAsync();
        var asked = new Dictionary<string, (string Case, Manifest Manifest)>(StringComparer.Ordinal);
        foreach (var name in ChartCase.Names)
        {
            var chartCase = new ChartCase(name);
            foreach (var manifest in (await chartCase.RenderAsync(Cancellation, server.Version)).Where(manifest => !chartCase.NewerThanTheServer.Contains(manifest.Kind)))
            {
                asked.TryAdd(Yaml.Text(manifest.Content), (name, manifest)); // most objects are the same in most cases
            }
        }

        // One question for all is much quicker; only when it is refused is the case looked for.
        if (await RefusalAsync(server, [.. asked.Values.Select(one => one.Manifest)]) is not null)
        {
            foreach (var ofCase in asked.Values.GroupBy(one => one.Case, one => one.Manifest))
            {
                (await RefusalAsync(server, [.. ofCase])).ShouldBeNull($"the case {ofCase.Key}");
            }
        }
    }

    [Theory]
    [InlineData("default")]
    [InlineData("namespaced")]
    [InlineData("network-policy")]
    public async Task Of_the_kustomization(string folder) =>
        (await RefusalAsync(await ServerAsync(), await Manifests.OfKustomizationAsync(folder, Cancellation))).ShouldBeNull();

    [Fact]
    public async Task But_those_of_kinds_that_it_does_not_have()
    {
        var server = await ServerAsync();
        var unknown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in ChartCase.Names)
        {
            foreach (var manifest in await new ChartCase(name).RenderAsync(Cancellation, server.Version))
            {
                if (!await server.HasAsync(manifest)) unknown.Add($"{manifest.ApiVersion} {manifest.Kind}");
            }
        }

        foreach (var manifest in await Manifests.OfKustomizationAsync("default", Cancellation))
        {
            if (!await server.HasAsync(manifest)) unknown.Add($"{manifest.ApiVersion} {manifest.Kind}");
        }

        Assert.SkipWhen(unknown.Count > 0, $"The API server {server.Version} does not have, and so cannot check: {string.Join(", ", unknown.Order(StringComparer.Ordinal))}");
    }

    /// <summary>What the server has against them; null when nothing.</summary>
    private static async Task<string?> RefusalAsync(KnownKinds server, IReadOnlyList<Manifest> manifests)
    {
        var known = new List<Manifest>();
        foreach (var manifest in manifests)
        {
            if (await server.HasAsync(manifest)) known.Add(manifest);
        }

        known.ShouldNotBeEmpty();
        foreach (var group in known.GroupBy(manifest => manifest.Kind == "CustomResourceDefinition"))
        {
            // kubectl itself refuses fields of definitions that are newer than the server; the server leaves them out.
            var validate = group.Key ? "--validate=false" : "--validate=true";
            var list = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "List", ["items"] = new JsonArray([.. group.Select(manifest => manifest.Content.DeepClone())]) };
            var taken = await Script.TryRunAsync(
                "kubectl", ["--kubeconfig", server.Kubeconfig, "apply", validate, "--dry-run=server", "-o", "name", "-f", "-"], Limit, Cancellation, input: list.ToJsonString());
            if (taken.ExitCode != 0) return taken.Errors;
            taken.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(group.Count());
        }

        return null;
    }

    private static async Task<KnownKinds> ServerAsync()
    {
        await using var surroundings = await Surroundings.SharedAsync(Cancellation);
        return await KnownKinds.OfAsync(surroundings.Description.Kubernetes!.Kubeconfig, Cancellation);
    }
}
