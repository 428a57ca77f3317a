using HybridGroups.ActiveDirectory.Tests.Surrounding;
using HybridGroups.Sync.Directory;
using Ldap;

namespace HybridGroups.ActiveDirectory.Tests.Reading;

public sealed class LargeGroups(Domain domain)
{
    private const int Members = 3_200;

    [Fact]
    public async Task Are_read_to_the_last_member_and_added_and_removed_in_batches()
    {
        var container = await domain.NewContainerAsync("large");
        var names = Enumerable.Range(0, Members).Select(i => container.Child("CN", $"contact {i}")).ToList();
        await Parallel.ForEachAsync(
            names,
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Domain.Cancellation },
            async (name, cancellation) => await domain.Administrator.AddAsync(name, [LdapAttribute.Of("objectClass", "contact")], cancellation));

        await using var directory = domain.Open(options => options with { Include = [container, domain.Writable], MembersPerModification = 1_000 });
        var group = (await directory.CreateGroupAsync(
            new NewGroup(new(Guid.NewGuid()), domain.NewName("large"), domain.Writable.ToString(), domain.NewName("sam"), GroupKind.UniversalSecurity),
            Domain.Cancellation)).Id;
        var members = await ContactsAsync(container);
        members.Count.ShouldBe(Members);
        (await directory.ChangeMembersAsync(group, members, [], Domain.Cancellation)).ShouldBeEmpty();

        (await directory.ReadMembersAsync(group, Domain.Cancellation)).ShouldBe(members, ignoreOrder: true);
        var model = new ReceivedModel();
        await directory.ReadAllAsync(model.Apply, Domain.Cancellation);
        model.Members[group].ShouldBe(members, ignoreOrder: true);

        (await directory.ChangeMembersAsync(group, [], members[..1_700], Domain.Cancellation)).ShouldBeEmpty();
        (await directory.ReadMembersAsync(group, Domain.Cancellation)).ShouldBe(members[1_700..], ignoreOrder: true);
    }

    private async Task<List<Guid>> ContactsAsync(DistinguishedName container)
    {
        var ids = new List<Guid>();
        var request = new LdapSearchRequest(container, LdapScope.OneLevel, LdapFilter.Is("objectClass", "contact")) { Attributes = ["objectGUID"] };
        await foreach (var entry in domain.Administrator.SearchPagedAsync(request, 1000, Domain.Cancellation))
            ids.Add(new Guid(entry.Bytes("objectGUID")!.Value.Span));
        return ids;
    }
}
