using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Model;

public sealed class People_are_paired_by_keys_in_their_order
{
    [Theory]
    [InlineData(MatchingKey.ImmutableId)]
    [InlineData(MatchingKey.SecurityIdentifier)]
    [InlineData(MatchingKey.UserPrincipalName)]
    [InlineData(MatchingKey.Mail)]
    public void Each_key_pairs(MatchingKey key)
    {
        var directories = new TestDirectories(new MatchingOrder([key]));
        var anna = directories.Domain.PutPerson("anna");
        var cloud = directories.Tenant.Put(
            CloudObjectKind.User, Identity.Of("cloud"),
            ("onPremisesImmutableId", Convert.ToBase64String(anna.ToByteArray())), ("onPremisesSecurityIdentifier", SimulatedActiveDirectory.SidOf(anna)),
            ("userPrincipalName", "anna@example.com"), ("mail", "anna@example.com"));
        directories.Read().Model.People.CloudOf(anna).ShouldBe(cloud);
        directories.Model.People.OnPremisesOf(cloud).ShouldBe(anna);
    }

    [Fact]
    public void A_key_that_is_not_asked_for_pairs_nobody()
    {
        var directories = new TestDirectories(new MatchingOrder([MatchingKey.ImmutableId]));
        directories.Domain.PutPerson("anna");
        directories.Tenant.PutPerson("anna", ("mail", "anna@example.com"));
        directories.Read().Model.People.Count.ShouldBe(0);
    }

    [Fact]
    public void An_earlier_key_wins_over_a_later_one()
    {
        var directories = new TestDirectories();
        var anna = directories.Domain.PutPerson("anna");
        var byMail = directories.Tenant.Put(CloudObjectKind.User, Identity.Of("mail"), ("mail", "anna@example.com"));
        var byAnchor = directories.Tenant.Put(CloudObjectKind.User, Identity.Of("anchor"), ("onPremisesImmutableId", Convert.ToBase64String(anna.ToByteArray())));
        directories.Read().Model.People.CloudOf(anna).ShouldBe(byAnchor);
        directories.Model.People.OnPremisesOf(byMail).ShouldBeNull();
    }

    [Fact]
    public void The_consistency_guid_takes_the_place_of_the_identity()
    {
        var directories = new TestDirectories(new MatchingOrder([MatchingKey.ImmutableId]));
        var anna = directories.Domain.PutPerson("anna");
        var former = Identity.Of("in the forest before");
        directories.Domain.Change(anna, item => item with { ConsistencyGuid = former });
        var cloud = directories.Tenant.PutPerson("anna", ("onPremisesImmutableId", Convert.ToBase64String(former.ToByteArray())));
        directories.Read().Model.People.CloudOf(anna).ShouldBe(cloud);
    }

    [Fact]
    public void A_mail_address_that_two_share_in_Active_Directory_pairs_neither()
    {
        var directories = new TestDirectories(new MatchingOrder([MatchingKey.Mail]));
        var anna = directories.Domain.PutPerson("anna");
        var bert = directories.Domain.PutPerson("bert");
        directories.Domain.SetText(bert, "mail", "Anna@Example.com");
        directories.Tenant.PutPerson("anna", ("mail", "anna@example.com"));
        var people = directories.Read().Model.People;
        (people.CloudOf(anna), people.CloudOf(bert)).ShouldBe((null, null));
    }

    [Fact]
    public void A_mail_address_that_two_share_in_Entra_pairs_neither()
    {
        var directories = new TestDirectories(new MatchingOrder([MatchingKey.Mail]));
        var anna = directories.Domain.PutPerson("anna");
        directories.Tenant.PutPerson("anna", ("mail", "anna@example.com"));
        directories.Tenant.PutPerson("annabel", ("mail", "anna@example.com"));
        directories.Read().Model.People.CloudOf(anna).ShouldBeNull();
    }

    [Fact]
    public void A_shared_key_does_not_keep_an_earlier_one_from_pairing()
    {
        var directories = new TestDirectories();
        var anna = directories.Person("anna");
        var bert = directories.Person("bert");
        directories.Domain.SetText(bert.OnPremises, "mail", "anna@example.com");
        var people = directories.Read().Model.People;
        (people.CloudOf(anna.OnPremises), people.CloudOf(bert.OnPremises)).ShouldBe((anna.Cloud, bert.Cloud));
    }

    [Fact]
    public void Names_are_compared_without_case_and_anchors_with_it()
    {
        var directories = new TestDirectories(new MatchingOrder([MatchingKey.ImmutableId, MatchingKey.UserPrincipalName]));
        var anna = directories.Domain.PutPerson("anna");
        var bert = directories.Domain.PutPerson("bert");
        var cloudAnna = directories.Tenant.Put(CloudObjectKind.User, Identity.Of("a"), ("userPrincipalName", "ANNA@EXAMPLE.COM"));
        var stranger = directories.Tenant.Put(CloudObjectKind.User, Identity.Of("b"), ("onPremisesImmutableId", SwapCase(Convert.ToBase64String(bert.ToByteArray()))));
        var people = directories.Read().Model.People;
        people.CloudOf(anna).ShouldBe(cloudAnna);
        people.OnPremisesOf(stranger).ShouldBeNull("another anchor, that looks alike");
    }

    [Fact]
    public void Nobody_without_a_key_is_paired_with_somebody_else_without_it()
    {
        var directories = new TestDirectories();
        var anna = directories.Domain.PutPerson("anna");
        directories.Domain.SetText(anna, "mail");
        directories.Tenant.PutPerson("eve");
        directories.Read().Model.People.Count.ShouldBe(0);
    }

    [Fact]
    public void Devices_are_paired_by_their_security_identifier_or_device_id()
    {
        var directories = new TestDirectories();
        var first = Computer(directories, "first");
        var second = Computer(directories, "second");
        var bySid = directories.Tenant.Put(CloudObjectKind.Device, Identity.Of("d1"), ("onPremisesSecurityIdentifier", SimulatedActiveDirectory.SidOf(first)));
        var byId = directories.Tenant.Put(CloudObjectKind.Device, Identity.Of("d2"), ("deviceId", second.ToString("D")));
        var people = directories.Read().Model.People;
        (people.CloudOf(first), people.CloudOf(second)).ShouldBe((bySid, byId));
    }

    [Fact]
    public void A_changed_key_changes_the_pairs()
    {
        var directories = new TestDirectories(new MatchingOrder([MatchingKey.Mail]));
        var anna = directories.Person("anna");
        directories.Plan();
        directories.Model.People.CloudOf(anna.OnPremises).ShouldBe(anna.Cloud);
        directories.Domain.SetText(anna.OnPremises, "mail", "somebody.else@example.com");
        directories.Plan();
        directories.Model.People.CloudOf(anna.OnPremises).ShouldBeNull();
    }

    private static Guid Computer(TestDirectories directories, string name)
    {
        var id = Identity.Of(name);
        return directories.Domain.Put(new OnPremisesObject(id, OnPremisesObjectKind.Device, $"CN={name},{SimulatedActiveDirectory.BaseName}") { SecurityIdentifier = SimulatedActiveDirectory.SidOf(id) });
    }

    private static string SwapCase(string text) => string.Concat(text.Select(letter => char.IsLower(letter) ? char.ToUpperInvariant(letter) : char.ToLowerInvariant(letter)));
}
