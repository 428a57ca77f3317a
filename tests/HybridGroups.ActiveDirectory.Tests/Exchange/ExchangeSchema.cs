using HybridGroups.ActiveDirectory.Tests.Surrounding;
using HybridGroups.Sync.Directory;
using Ldap;

namespace HybridGroups.ActiveDirectory.Tests.Exchange;

/// <summary>In a forest whose schema Exchange has extended.</summary>
public sealed class ExchangeSchema
{
    [Fact]
    public async Task Is_recognised_and_its_attributes_are_read_and_written_with_the_granted_rights()
    {
        await using var domain = await Domain.StartAsync("ldap-exchange", "--exchange");
        var (user, _) = await domain.AddUserAsync(
            domain.People, LdapAttribute.Of("mailNickname", "ann"), LdapAttribute.Of("extensionAttribute7", "blue"));
        await using var directory = domain.Open();
        (await directory.DescribeAsync(Domain.Cancellation)).HasExchange.ShouldBeTrue();
        var model = new ReceivedModel();
        var cookie = await directory.ReadAllAsync(model.Apply, Domain.Cancellation);
        model.Objects[user].First("mailNickname").ShouldBe("ann");
        model.Objects[user].First("extensionAttribute7").ShouldBe("blue");

        var group = new NewGroup(new(Guid.NewGuid()), "Team", domain.Writable.ToString(), domain.NewName("sam"), GroupKind.UniversalDistribution)
        {
            Attributes = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
            {
                ["mail"] = ["team@example.com"],
                ["mailNickname"] = ["team"],
                ["proxyAddresses"] = ["SMTP:team@example.com", "smtp:old-team@example.com"],
                ["msExchRecipientTypeDetails"] = ["256"],
                ["msExchRecipientDisplayType"] = ["1"],
                ["msExchHideFromAddressLists"] = ["TRUE"],
                ["extensionAttribute1"] = ["one"],
            },
        };
        var made = await directory.CreateGroupAsync(group, Domain.Cancellation);
        var batch = (ChangeBatch.Changes)await directory.ReadChangesAsync(cookie, Domain.Cancellation);
        var told = batch.List.OfType<OnPremisesChange.Upserted>().Select(change => change.Object).Single(one => one.Id == made.Id);
        foreach (var (name, values) in group.Attributes) told.All(name).ShouldBe(values, ignoreOrder: true, name);
        told.Group!.Kind.ShouldBe(GroupKind.UniversalDistribution);

        var rights = await directory.ReadRightsAsync(domain.Writable.ToString(), Domain.Cancellation);
        rights.WritableAttributes.ShouldContain("msExchRecipientTypeDetails");
    }

    [Fact]
    public async Task Of_a_system_mailbox_keeps_it_out_of_Entra()
    {
        await using var domain = await Domain.StartAsync("ldap-exchange-system", "--exchange");
        // 0x800000: an arbitration mailbox.
        var (mailbox, _) = await domain.AddUserAsync(domain.People, LdapAttribute.Of("msExchRecipientTypeDetails", "8388608"), LdapAttribute.Of("mailNickname", "SystemMailbox{1}"));
        await using var directory = domain.Open();
        var read = (await directory.ReadAsync(mailbox, Domain.Cancellation))!;
        SyncExclusions.Of(read).ShouldBe(SyncExclusion.SystemRecipient);
    }
}
