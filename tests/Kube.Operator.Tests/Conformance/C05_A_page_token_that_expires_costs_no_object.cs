using FaultProxy.Http;
using Kube.Operator.Informers;
using Kube.Operator.Tests.Surroundings;

namespace Kube.Operator.Tests.Conformance;

public sealed class C05_A_page_token_that_expires_costs_no_object(Cluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task The_list_is_read_at_once_and_nothing_looks_deleted()
    {
        var home = await Cluster.NamespaceAsync();
        foreach (var number in Enumerable.Range(1, 5))
        {
            await Cluster.Widgets.CreateAsync(Widget.Named($"widget-{number}", home), "tests", Cancellation);
        }

        await using var http = await Cluster.HttpAsync();
        // A list at "0" comes from the server's memory without pages; after a 410 it is a quorum read, in pages.
        http.Add(new HttpFaultRule(new HttpFault.Answer(410, Expired), PathContains: "watch=true"));
        var secondPage = http.Add(new HttpFaultRule(new HttpFault.Answer(410, Expired), PathContains: "continue="));
        var atOnce = http.Add(Counting("limit=0"));
        using var server = Cluster.Through(http.Url);
        await using var running = await Running.StartAsync(Surroundings.Cluster.Informer(server, home, pageSize: 2), Cancellation);

        await Eventually.IsTrueAsync(() => atOnce.Struck == 1, Soon);
        await Cluster.Widgets.CreateAsync(Widget.Named("after", home), "tests", Cancellation);
        await Eventually.IsTrueAsync(() => running.Store.Count == 6, Soon);

        secondPage.Struck.ShouldBe(1);
        running.Changes.OfType<StoreChange<Widget>.Deleted>().ShouldBeEmpty();
    }
}
