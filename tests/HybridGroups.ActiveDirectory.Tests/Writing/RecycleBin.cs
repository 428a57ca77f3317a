using HybridGroups.ActiveDirectory.Connections;
using HybridGroups.ActiveDirectory.Mapping;
using HybridGroups.ActiveDirectory.Reading;
using HybridGroups.ActiveDirectory.Tests.Surrounding;
using HybridGroups.ActiveDirectory.Writing;
using HybridGroups.Sync.Directory;

namespace HybridGroups.ActiveDirectory.Tests.Writing;

/// <summary>In a domain whose recycle bin is on.</summary>
public sealed class RecycleBin
{
    // Samba keeps all of a deleted group, and then stumbles over an attribute of its own when it is to give it back
    // ("isRecycled": no such attribute). What can be proven on it: that the group is recognised by its mark whatever its name,
    // and that a server that cannot revive costs the SID and not the group.
    [Fact]
    public async Task Of_a_server_that_cannot_give_back_a_new_group_is_made()
    {
        await using var domain = await Domain.StartAsync("ldap-recycle-bin", "--recycle-bin");
        var credential = await domain.AddServiceAccountAsync(request => request with { Revival = true });
        await using var directory = domain.Open(options => options with { Credential = credential });
        (await directory.DescribeAsync(Domain.Cancellation)).HasRecycleBin.ShouldBeTrue();
        var group = new NewGroup(new(Guid.NewGuid()), "Sales", domain.Writable.ToString(), domain.NewName("sam"), GroupKind.UniversalSecurity);
        var first = await directory.CreateGroupAsync(group, Domain.Cancellation);
        await directory.DeleteGroupAsync(first.Id, group.Anchor, Domain.Cancellation);

        await using var session = new DirectorySession(domain.Options with { Credential = credential });
        var finder = new GroupFinder(await ReadContext.CreateAsync(session, Domain.Cancellation));
        var deleted = await session.ReadAsync(connection => finder.FindDeletedAsync(connection, group.Anchor, Domain.Cancellation), Domain.Cancellation);
        ObjectMapper.IdOf(deleted.ShouldNotBeNull()).ShouldBe(first.Id);

        var second = await directory.CreateGroupAsync(group, Domain.Cancellation);
        second.Origin.ShouldBe(GroupOrigin.Created);
        (await directory.FindAsync(group.Anchor, Domain.Cancellation)).ShouldHaveSingleItem().Id.ShouldBe(second.Id);
    }
}
