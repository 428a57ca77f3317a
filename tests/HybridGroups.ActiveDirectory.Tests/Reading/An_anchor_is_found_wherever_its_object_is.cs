using HybridGroups.ActiveDirectory.Tests.Surrounding;
using Ldap;

namespace HybridGroups.ActiveDirectory.Tests.Reading;

/// <summary>Asked before a group in Entra is deleted because its source is gone: out of scope is not gone.</summary>
public sealed class An_anchor_is_found_wherever_its_object_is(Domain domain)
{
    [Fact]
    public async Task By_its_identity_or_by_the_anchor_it_was_given_in_scope_or_out_of_it()
    {
        var anchor = Guid.NewGuid();
        var elsewhere = await domain.NewContainerAsync("elsewhere");
        var (plain, _) = await domain.AddGroupAsync(elsewhere);
        var (given, _) = await domain.AddGroupAsync(elsewhere, LdapAttribute.OfBytes("mS-DS-ConsistencyGuid", anchor.ToByteArray()));
        await using var directory = domain.Open(options => options with { Include = [domain.People] });

        (await directory.FindByAnchorAsync(plain, Domain.Cancellation))!.Id.ShouldBe(plain);
        (await directory.FindByAnchorAsync(anchor, Domain.Cancellation))!.Id.ShouldBe(given);
        (await directory.FindByAnchorAsync(Guid.NewGuid(), Domain.Cancellation)).ShouldBeNull();
    }
}
