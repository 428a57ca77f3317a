using Ldap.Tests.Servers;

namespace Ldap.Tests.Searches;

public sealed class Paging(RealDirectory directory)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Finds_the_same_entries_page_by_page_as_in_one_go()
    {
        await using var connection = await directory.ConnectAsync();
        var request = new LdapSearchRequest(directory.BaseName, LdapScope.Subtree, LdapFilter.Is("objectClass", "group")) { Attributes = ["cn"] };
        var atOnce = (await connection.FindAsync(request, Cancellation)).Select(entry => entry.NameText).Order(StringComparer.Ordinal).ToList();
        var inPages = new List<string>();
        await foreach (var entry in connection.SearchPagedAsync(request, 7, Cancellation)) inPages.Add(entry.NameText);
        inPages.Order(StringComparer.Ordinal).ShouldBe(atOnce);
        atOnce.Count.ShouldBeGreaterThan(30);
    }

    [Fact]
    public async Task Leaves_nothing_in_flight_when_the_reader_stops_early()
    {
        await using var connection = await directory.ConnectAsync();
        var request = new LdapSearchRequest(directory.BaseName, LdapScope.Subtree, LdapFilter.Everything) { Attributes = ["cn"] };
        await foreach (var entry in connection.SearchPagedAsync(request, 5, Cancellation))
        {
            entry.NameText.ShouldNotBeEmpty();
            break;
        }

        connection.InFlight.ShouldBe(0);
        (await connection.ReadAsync(directory.BaseName, ["cn"], Cancellation)).ShouldNotBeNull();
    }
}
