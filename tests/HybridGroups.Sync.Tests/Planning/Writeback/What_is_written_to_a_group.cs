using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Planning.Writeback;

public sealed class What_is_written_to_a_group
{
    private readonly TestDirectories directories = new();

    [Fact]
    public void The_mark_goes_with_the_creation()
    {
        var sales = directories.Tenant.PutGroup("Sales");
        Created().New.Anchor.ToString().ShouldBe($"Group_{sales:D}");
    }

    [Fact]
    public void Display_name_and_description()
    {
        directories.Tenant.PutGroup("Sales", with: null, isMicrosoft365: false, ("description", "  those who sell "));
        var attributes = Created().New.Attributes;
        attributes["displayName"].ShouldBe(["Sales"]);
        attributes["description"].ShouldBe(["those who sell"]);
    }

    [Fact]
    public void A_description_has_at_most_448_characters()
    {
        directories.Tenant.PutGroup("Sales", with: null, isMicrosoft365: false, ("description", new string('d', 1000)));
        Created().New.Attributes["description"].ShouldHaveSingleItem().Length.ShouldBe(448);
        directories.Settle(Wish.Writeback()).Plan(Wish.Writeback()).Changes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("description", 447)]
    [InlineData("displayName", 255)]
    public void Nothing_is_cut_through_the_middle_of_a_letter(string property, int before)
    {
        directories.Tenant.PutGroup("Sales", with: null, isMicrosoft365: false, (property, new string('d', before) + "😀😀"));
        Created().New.Attributes[property].ShouldHaveSingleItem().ShouldBe(new string('d', before));
    }

    [Fact]
    public void A_description_that_is_cleared_in_Entra_is_cleared()
    {
        var sales = directories.Tenant.PutGroup("Sales", with: null, isMicrosoft365: false, ("description", "old"));
        directories.Settle(Wish.Writeback());
        directories.Tenant.Put(CloudObjectKind.Group, sales, ("description", null));
        directories.Plan(Wish.Writeback()).Only<PlannedChange.UpdateOnPremisesGroup>().Attributes["description"].ShouldBeEmpty();
        directories.Settle(Wish.Writeback());
        directories.Domain.Find(directories.Domain.WrittenBackFrom(sales)).First("description").ShouldBeNull();
    }

    [Fact]
    public void An_update_names_what_was_there_before()
    {
        var sales = directories.Tenant.PutGroup("Sales");
        directories.Settle(Wish.Writeback());
        directories.Tenant.Put(CloudObjectKind.Group, sales, ("displayName", "Trade"));
        var update = directories.Plan(Wish.Writeback()).Only<PlannedChange.UpdateOnPremisesGroup>();
        update.Attributes.Keys.ShouldBe(["displayName"]);
        (update.Before["displayName"][0], update.Attributes["displayName"][0]).ShouldBe(("Sales", "Trade"));
    }

    [Fact]
    public void A_security_group_is_always_a_universal_security_group()
    {
        directories.Tenant.PutGroup("Sales");
        Created(Wish.Writeback() with { Microsoft365Becomes = GroupKind.UniversalDistribution }).New.Kind.Value.ShouldBe(-2147483640);
    }

    [Fact]
    public void A_Microsoft_365_group_is_by_default_a_universal_distribution_group()
    {
        directories.Tenant.PutGroup("Team", with: null, isMicrosoft365: true);
        Created().New.Kind.Value.ShouldBe(8);
    }

    [Fact]
    public void A_Microsoft_365_group_becomes_what_the_policy_says_and_later_what_it_says_then()
    {
        directories.Tenant.PutGroup("Team", with: null, isMicrosoft365: true);
        Created(Wish.Writeback() with { Microsoft365Becomes = GroupKind.UniversalSecurity }).New.Kind.ShouldBe(GroupKind.UniversalSecurity);
        directories.Settle(Wish.Writeback());
        var update = directories.Plan(Wish.Writeback() with { Microsoft365Becomes = GroupKind.UniversalSecurity }).Changes.ShouldHaveSingleItem();
        update.ShouldBeOfType<PlannedChange.UpdateOnPremisesGroup>().Attributes["groupType"].ShouldBe(["-2147483640"]);
    }

    [Fact]
    public void Mail_attributes_hold_the_primary_address_alone()
    {
        directories.Tenant.PutGroup("Team", with: null, isMicrosoft365: true, ("mail", "team@example.com"), ("proxyAddresses", new[] { "SMTP:team@example.com", "smtp:other@example.com" }));
        var attributes = Created(Wish.Writeback() with { WritesMail = true }).New.Attributes;
        attributes["mail"].ShouldBe(["team@example.com"]);
        attributes["mailNickname"].ShouldBe(["Team"]);
        attributes["proxyAddresses"].ShouldBe(["SMTP:team@example.com"]);
    }

    [Fact]
    public void No_mail_attributes_where_the_schema_has_no_Exchange()
    {
        directories.Tenant.PutGroup("Team", with: null, isMicrosoft365: true, ("mail", "team@example.com"));
        Created(Wish.Writeback() with { WritesMail = false }).New.Attributes.Keys.ShouldBe(["displayName", "description"], ignoreOrder: true);
    }

    [Fact]
    public void No_mail_attributes_for_security_groups()
    {
        directories.Tenant.PutGroup("Sales", with: null, isMicrosoft365: false, ("mail", "sales@example.com"));
        Created(Wish.Writeback() with { WritesMail = true }).New.Attributes.ContainsKey("mail").ShouldBeFalse();
    }

    [Theory]
    [InlineData("universalDistributionGroup", 8, true)]
    [InlineData("universalMailEnabledSecurityGroup", -2147483640, true)]
    [InlineData("universalSecurityGroup", -2147483640, false)]
    public void A_Microsoft_365_group_becomes_what_it_says_itself_before_what_the_policy_says(string type, int groupType, bool hasMail)
    {
        directories.Tenant.PutGroup("Other team", with: null, isMicrosoft365: true, ("mail", "team@example.com"), ("writebackConfiguration", $$"""{"isEnabled":true,"onPremisesGroupType":"{{type}}"}"""));
        var other = groupType > 0 ? GroupKind.UniversalSecurity : GroupKind.UniversalDistribution;
        var policy = Wish.Writeback() with { WritesMail = true, Microsoft365Becomes = other, Microsoft365IsMailEnabled = !hasMail };
        var created = directories.Plan(policy).Only<Sync.Planning.PlannedChange.CreateOnPremisesGroup>().New;
        created.Kind.Value.ShouldBe(groupType);
        created.Attributes.ContainsKey("mail").ShouldBe(hasMail);
        directories.Plan(policy with { HonoursWritebackConfiguration = false }).Only<Sync.Planning.PlannedChange.CreateOnPremisesGroup>().New.Kind.ShouldBe(other);
    }

    [Fact]
    public void No_mail_attributes_for_a_Microsoft_365_group_that_becomes_a_plain_security_group()
    {
        directories.Tenant.PutGroup("Team", with: null, isMicrosoft365: true, ("mail", "team@example.com"));
        Created(Wish.Writeback() with { WritesMail = true, Microsoft365Becomes = GroupKind.UniversalSecurity, Microsoft365IsMailEnabled = false }).New.Attributes.ContainsKey("mail").ShouldBeFalse();
    }

    private PlannedChange.CreateOnPremisesGroup Created(WritebackIntent? intent = null) =>
        directories.Plan(intent ?? Wish.Writeback()).Only<PlannedChange.CreateOnPremisesGroup>();
}
