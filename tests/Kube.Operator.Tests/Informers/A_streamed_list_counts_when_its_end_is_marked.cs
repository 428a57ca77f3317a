using Kube.Client.Http;
using Kube.Client.Metadata;
using Kube.Operator.Informers;
using Kube.Operator.Tests.Surroundings;

namespace Kube.Operator.Tests.Informers;

public sealed class A_streamed_list_counts_when_its_end_is_marked
{
    private const string Home = "home";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Not_before_and_then_as_a_whole()
    {
        await using var fake = await StreamingServer.StartAsync();
        using var server = new ApiServer(fake.Access, TimeProvider.System);
        await using var running = new Running(Cluster.Informer(server, Home, streamsLists: true));

        var list = (await fake.NextAsync()).Send("ADDED", "one", 3).Send("ADDED", "two", 5).SendBookmark(6, endsInitialEvents: false);
        await Eventually.IsTrueAsync(() => running.Informer.LastEventAge < TimeSpan.FromMilliseconds(500), Soon);
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, TestContext.Current.CancellationToken);
        (running.Store.IsSynced, running.Store.Count, running.Changes.Count).ShouldBe((false, 0, 0));

        list.SendBookmark(7, endsInitialEvents: true);
        await Eventually.IsTrueAsync(() => running.Store.IsSynced, Soon);

        list.Query.ShouldContain("sendInitialEvents=true");
        list.Query.ShouldContain("resourceVersionMatch=NotOlderThan");
        list.Query.ShouldContain("allowWatchBookmarks=true");
        list.Query.ShouldNotContain("resourceVersion=");
        running.Store.ResourceVersion.ShouldBe("7");
        running.Changes.Select(change => change is StoreChange<Widget>.Added { InInitialList: true } added ? added.Object.Metadata.Name : change.ToString()).Order().ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task And_goes_on_as_a_watch_that_is_resumed_where_it_ended()
    {
        await using var fake = await StreamingServer.StartAsync();
        using var server = new ApiServer(fake.Access, TimeProvider.System);
        await using var running = new Running(Cluster.Informer(server, Home, streamsLists: true));

        var list = (await fake.NextAsync()).Send("ADDED", "one", 3).SendBookmark(7, endsInitialEvents: true).Send("ADDED", "two", 8).Send("DELETED", "one", 9).SendBookmark(12, endsInitialEvents: false);
        await Eventually.IsTrueAsync(() => running.Store.ResourceVersion is "12", Soon);
        list.End();
        var resumed = await fake.NextAsync();

        resumed.Query.ShouldContain("resourceVersion=12");
        resumed.Query.ShouldNotContain("sendInitialEvents");
        running.Store.All.Select(widget => widget.Metadata.Name).ShouldBe(["two"]);
        running.Changes.OfType<StoreChange<Widget>.Added>().Single(added => added.Object.Metadata.Name is "two").InInitialList.ShouldBeFalse();
    }

    [Fact]
    public async Task Of_one_that_broke_off_nothing_is_taken()
    {
        await using var fake = await StreamingServer.StartAsync();
        using var server = new ApiServer(fake.Access, TimeProvider.System);
        await using var running = new Running(Cluster.Informer(server, Home, streamsLists: true));

        (await fake.NextAsync()).Send("ADDED", "lost", 3).Break();
        var second = await fake.NextAsync();
        running.Store.IsSynced.ShouldBeFalse();
        second.Send("ADDED", "one", 4).SendBookmark(7, endsInitialEvents: true);
        await Eventually.IsTrueAsync(() => running.Store.IsSynced, Soon);

        second.Query.ShouldContain("sendInitialEvents=true");
        running.Store.All.Select(widget => widget.Metadata.Name).ShouldBe(["one"]);
    }

    [Fact]
    public async Task After_an_expiry_it_tells_what_was_deleted_meanwhile()
    {
        await using var fake = await StreamingServer.StartAsync();
        using var server = new ApiServer(fake.Access, TimeProvider.System);
        await using var running = new Running(Cluster.Informer(server, Home, streamsLists: true));

        (await fake.NextAsync()).Send("ADDED", "stays", 3).Send("ADDED", "goes", 4).Send("ADDED", "again", 5).SendBookmark(7, endsInitialEvents: true).SendExpired();
        var second = (await fake.NextAsync()).Send("ADDED", "stays", 3).Send("ADDED", "again", 30, uid: "2");
        running.Store.Count.ShouldBe(3); // until the new list is complete, the old one stands
        second.SendBookmark(40, endsInitialEvents: true);
        await Eventually.IsTrueAsync(() => running.Store.ResourceVersion is "40", Soon);

        second.Query.ShouldContain("sendInitialEvents=true");
        running.Changes.OfType<StoreChange<Widget>.Deleted>().Select(deleted => deleted.Last.Metadata.Uid).Order().ShouldBe(["again-1", "goes-1"]);
        running.Store.Find(new ObjectKey(Home, "again"))!.Metadata.Uid.ShouldBe("again-2");
    }

    [Fact]
    public async Task Where_the_server_has_none_to_give_everything_is_listed_by_pages()
    {
        await using var fake = await StreamingServer.StartAsync();
        using var server = new ApiServer(fake.Access, TimeProvider.System);
        await using var running = new Running(Cluster.Informer(server, Home, streamsLists: true));

        (await fake.NextAsync()).SendFailure("a watch stream was requested by the client but the required storage feature RequestWatchProgress is disabled").End();
        var list = await fake.NextAsync();
        list.SendEmptyList(resourceVersion: 9).End();
        await Eventually.IsTrueAsync(() => running.Store.IsSynced, Soon);

        list.Query.ShouldContain("limit=");
        (await fake.NextAsync()).Query.ShouldContain("resourceVersion=9");
    }
}
