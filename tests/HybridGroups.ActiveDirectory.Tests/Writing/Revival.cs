using HybridGroups.ActiveDirectory.Tests.Surrounding;
using HybridGroups.Sync.Directory;

namespace HybridGroups.ActiveDirectory.Tests.Writing;

public sealed class Revival(Domain domain)
{
    // As administrator: a tombstone is hidden from the service account unless the container of deleted objects is opened to it.
    [Fact]
    public async Task Brings_a_deleted_group_back_with_its_SID()
    {
        await using var directory = domain.Open(options => options with { Credential = domain.AdministratorOptions.Credential });
        var anchor = new WritebackAnchor(Guid.NewGuid());
        var group = new NewGroup(anchor, anchor.ToString(), domain.Writable.ToString(), domain.NewName("sam"), GroupKind.UniversalSecurity)
        {
            Attributes = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["displayName"] = ["Shown"] },
        };
        var first = await directory.CreateGroupAsync(group, Domain.Cancellation);
        var before = (await directory.ReadAsync(first.Id, Domain.Cancellation))!;
        await directory.DeleteGroupAsync(first.Id, anchor, Domain.Cancellation);
        var second = await directory.CreateGroupAsync(group with { CommonName = "revived, again" }, Domain.Cancellation);
        second.ShouldBe(new GroupCreation(first.Id, GroupOrigin.Revived));
        var after = (await directory.ReadAsync(first.Id, Domain.Cancellation))!;
        after.SecurityIdentifier.ShouldBe(before.SecurityIdentifier);
        after.First("cn").ShouldBe("revived, again");
        after.First("displayName").ShouldBe("Shown");
        after.Group!.WrittenBackFrom.ShouldBe(anchor);
    }

    [Fact]
    public async Task Never_gives_the_SID_of_a_group_that_only_had_the_same_name()
    {
        await using var directory = domain.Open(options => options with { Credential = domain.AdministratorOptions.Credential });
        var name = domain.NewName("same name");
        var one = new NewGroup(new(Guid.NewGuid()), name, domain.Writable.ToString(), domain.NewName("sam"), GroupKind.UniversalSecurity);
        var first = await directory.CreateGroupAsync(one, Domain.Cancellation);
        await directory.DeleteGroupAsync(first.Id, one.Anchor, Domain.Cancellation);
        var second = await directory.CreateGroupAsync(one with { Anchor = new(Guid.NewGuid()) }, Domain.Cancellation);
        second.Origin.ShouldBe(GroupOrigin.Created);
        second.Id.ShouldNotBe(first.Id);
    }
}
