using HybridGroups.ActiveDirectory.Tests.Surrounding;
using Ldap;

namespace HybridGroups.ActiveDirectory.Tests.Reading;

public sealed class Identities(Domain domain)
{
    [Theory]
    [InlineData(1_000_000, 5000)]
    [InlineData(10, 7)]
    [InlineData(1, 1)]
    public async Task Are_the_same_at_once_and_in_pages_when_the_server_gives_no_more_at_once(int atOnce, int pageSize)
    {
        var container = await domain.NewContainerAsync("identities");
        var there = new List<Guid>();
        for (var i = 0; i < 25; i++) there.Add((await domain.AddUserAsync(container)).Id);
        await using var directory = domain.Open(options => options with { Include = [container], IdentitiesAtOnce = atOnce, PageSize = pageSize });
        for (var round = 0; round < 2; round++) there.ShouldBeSubsetOf(await directory.ReadIdentitiesAsync(Domain.Cancellation));

        await domain.Administrator.DeleteAsync(DistinguishedName.FromObjectGuid(there[3]), Domain.Cancellation);
        var left = await directory.ReadIdentitiesAsync(Domain.Cancellation);
        left.ShouldNotContain(there[3]);
        there.Where(id => id != there[3]).ShouldBeSubsetOf(left);
    }
}
