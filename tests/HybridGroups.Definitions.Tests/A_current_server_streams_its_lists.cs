using System.Text.Json.Nodes;
using HybridGroups.Api.DynamicGroupRules;
using Kube.Client.Resources;
using Kube.Operator.Informers;

namespace HybridGroups.Definitions.Tests;

/// <summary>WatchList (KEP-3157) as a real server speaks it.</summary>
public sealed class A_current_server_streams_its_lists(CurrentServer server)
{
    private const string Home = "streamed";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task And_goes_on_with_what_happens()
    {
        server.HasTheDefinitions();
        await CreateAsync("one");
        await CreateAsync("two");
        var refused = new EventIds(1007);
        var informer = new Informer<DynamicGroupRule>(
            new ResourceClient<DynamicGroupRule>(server.Connection), new ListScope(Home), TimeProvider.System, new Random(1), refused, streamsLists: true);
        using var stop = new CancellationTokenSource();
        var running = informer.RunAsync(stop.Token);

        await informer.WaitForSyncAsync(TestContext.Current.CancellationToken).WaitAsync(Soon, TimeProvider.System, TestContext.Current.CancellationToken);
        var atFirst = informer.Store.Count;
        await CreateAsync("three");
        var began = TimeProvider.System.GetTimestamp();
        while (informer.Store.Count < 3 && TimeProvider.System.GetElapsedTime(began) < Soon)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        (atFirst, informer.Store.Count).ShouldBe((2, 3));
        refused.Seen.ShouldBeFalse(); // it would have listed by pages then
        await stop.CancelAsync();
        await running;
    }

    private async Task CreateAsync(string name)
    {
        var manifest = Manifest.In("config", "samples").Single(file => file.File is "dynamicgrouprule-entra").Documents[0];
        var rule = (JsonObject)manifest.DeepClone();
        (rule["metadata"]!["name"], rule["metadata"]!["namespace"]) = (name, Home);
        await server.CreateAsync(rule);
    }
}
