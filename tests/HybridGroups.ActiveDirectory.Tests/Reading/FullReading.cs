using HybridGroups.ActiveDirectory.Tests.Surrounding;
using HybridGroups.Sync.Directory;
using Ldap;

namespace HybridGroups.ActiveDirectory.Tests.Reading;

public sealed class FullReading(Domain domain)
{
    [Fact]
    public async Task Knows_users_groups_contacts_devices_and_foreign_principals()
    {
        var (user, userName) = await domain.AddUserAsync(
            domain.People, LdapAttribute.Of("mail", "å@example.com"), LdapAttribute.OfBytes("mS-DS-ConsistencyGuid", Guid.Parse("00112233-4455-6677-8899-aabbccddeeff").ToByteArray()));
        var contactName = domain.People.Child("CN", domain.NewName("contact"));
        await domain.Administrator.AddAsync(contactName, [LdapAttribute.Of("objectClass", "contact")], Domain.Cancellation);
        var deviceName = domain.People.Child("CN", domain.NewName("pc"));
        await domain.Administrator.AddAsync(
            deviceName, [LdapAttribute.Of("objectClass", "computer"), LdapAttribute.Of("sAMAccountName", domain.NewName("pc") + "$")], Domain.Cancellation);
        var (group, _) = await domain.AddGroupAsync(
            domain.People, LdapAttribute.Of("member", userName.ToString(), contactName.ToString(), "<SID=S-1-5-21-1-2-3-4444>"));

        await using var directory = domain.Open();
        var model = new ReceivedModel();
        await directory.ReadAllAsync(model.Apply, Domain.Cancellation);

        var known = model.Objects[user];
        known.Kind.ShouldBe(OnPremisesObjectKind.User);
        known.First("mail").ShouldBe("å@example.com");
        known.Anchor.ShouldBe(Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"));
        known.PrimaryGroupSid.ShouldNotBeNull().ShouldEndWith("-513");
        model.Objects[await domain.IdOfAsync(contactName)].Kind.ShouldBe(OnPremisesObjectKind.Contact);
        model.Objects[await domain.IdOfAsync(deviceName)].Kind.ShouldBe(OnPremisesObjectKind.Device);
        var members = model.Members[group].Select(member => model.Objects[member]).ToList();
        members.Count.ShouldBe(3);
        members.ShouldContain(one => one.Kind == OnPremisesObjectKind.ForeignSecurityPrincipal && one.SecurityIdentifier == "S-1-5-21-1-2-3-4444");
    }

    [Fact]
    public async Task Knows_what_the_directory_protects()
    {
        await using var directory = domain.Open();
        var model = new ReceivedModel();
        await directory.ReadAllAsync(model.Apply, Domain.Cancellation);
        var admins = model.Objects.Values.Single(one => one.Kind == OnPremisesObjectKind.Group && one.First("cn") == "Domain Admins");
        admins.Protection.ShouldBe(ProtectionReasons.AdminCount | ProtectionReasons.CriticalSystemObject | ProtectionReasons.WellKnown);
        SyncExclusions.Of(admins).ShouldBe(SyncExclusion.CriticalSystemObject);
    }

    [Fact]
    public async Task Describes_the_domain_and_its_schema()
    {
        await using var directory = domain.Open();
        var description = await directory.DescribeAsync(Domain.Cancellation);
        description.DnsName.ShouldBe("corp.example.com");
        description.HasExternalDirectoryObjectId.ShouldBeTrue();
        description.HasObjectSoa.ShouldBeTrue();
        description.HasExchange.ShouldBeFalse();
        description.DomainControllers.ShouldBe(["dc1.corp.example.com"]);
    }

    [Fact]
    public async Task Reads_an_included_container_once_and_an_excluded_one_never()
    {
        var outer = await domain.NewContainerAsync("outer");
        var inner = await domain.AddContainerAsync(outer.Child("OU", "inner"));
        var excluded = await domain.AddContainerAsync(outer.Child("OU", "excluded"));
        var (wanted, _) = await domain.AddUserAsync(inner);
        var (unwanted, _) = await domain.AddUserAsync(excluded);
        await using var directory = domain.Open(options => options with { Include = [outer, inner], Exclude = [excluded] });
        var seen = new List<Guid>();
        await directory.ReadAllAsync(change => { if (change is OnPremisesChange.Upserted one) seen.Add(one.Object.Id); }, Domain.Cancellation);
        seen.Count(id => id == wanted).ShouldBe(1);
        seen.ShouldNotContain(unwanted);
    }
}
