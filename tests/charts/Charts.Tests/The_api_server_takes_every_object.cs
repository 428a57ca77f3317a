using System.Text.Json.Nodes;
using TestEnvironment;

namespace Charts.Tests;

/// <summary>A dry run on the real server: schema, defaults and validation, everything but the write.</summary>
public sealed class The_api_server_takes_every_object
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Cases => [.. ChartCase.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Of_the_chart(string name)
    {
        var server = await ServerAsync();
        var chartCase = new ChartCase(name);
        var manifests = await chartCase.RenderAsync(Cancellation, server.Version);
        // The kinds are the same in every case that has them, and large.
        var asked = manifests.Where(manifest => name == "defaults" || manifest.Kind != "CustomResourceDefinition");

        await ShouldTakeAsync(server, [.. asked.Where(manifest => !chartCase.NewerThanTheServer.Contains(manifest.Kind))]);
    }

    [Theory]
    [InlineData("default")]
    [InlineData("namespaced")]
    [InlineData("network-policy")]
    public async Task Of_the_kustomization(string folder) => await ShouldTakeAsync(await ServerAsync(), await Manifests.OfKustomizationAsync(folder, Cancellation));

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

    private static async Task ShouldTakeAsync(KnownKinds server, IReadOnlyList<Manifest> manifests)
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

            taken.ExitCode.ShouldBe(0, taken.Errors);
            taken.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(group.Count());
        }
    }

    private static async Task<KnownKinds> ServerAsync()
    {
        await using var surroundings = await Surroundings.SharedAsync(Cancellation);
        return await KnownKinds.OfAsync(surroundings.Description.Kubernetes!.Kubeconfig, Cancellation);
    }
}
