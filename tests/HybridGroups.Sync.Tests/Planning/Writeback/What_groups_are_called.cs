using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Planning.Writeback;

public sealed class What_groups_are_called
{
    private readonly TestDirectories directories = new();

    [Fact]
    public void By_default_Group_and_the_object_id()
    {
        var sales = directories.Tenant.PutGroup("Sales");
        Created("GroupId").New.CommonName.ShouldBe($"Group_{sales:D}");
    }

    [Fact]
    public void By_display_name_with_the_last_twelve_digits_of_the_object_id()
    {
        var sales = directories.Tenant.PutGroup("Administrators");
        Created("DisplayName").New.CommonName.ShouldBe($"Administrators_{sales.ToString("N")[^12..]}");
    }

    [Fact]
    public void By_a_template()
    {
        var sales = directories.Tenant.PutGroup("Sales");
        Created("cloud {displayName} ({mailNickname}) {objectIdSuffix}").New.CommonName.ShouldBe($"cloud Sales (Sales) {sales.ToString("N")[^12..]}");
    }

    [Theory]
    [InlineData("DisplayName")]
    [InlineData("{displayName}")]
    [InlineData("{displayName}{displayName}{objectId}")]
    public void Never_with_more_than_64_characters(string naming)
    {
        directories.Tenant.PutGroup(new string('x', 200));
        Created(naming).New.CommonName.Length.ShouldBe(64);
    }

    [Fact]
    public void Never_with_more_than_64_characters_even_when_the_name_ends_like_one_of_ours()
    {
        var id = Identity.Of("entra/group/long");
        directories.Tenant.PutGroup("long", with: null, isMicrosoft365: false, ("displayName", $"{new string('x', 100)}_{id.ToString("N")[^12..]}"));
        Created("DisplayName").New.CommonName.Length.ShouldBeLessThanOrEqualTo(64);
    }

    [Fact]
    public void Never_cut_through_the_middle_of_a_letter()
    {
        directories.Tenant.PutGroup("cut", with: null, isMicrosoft365: false, ("displayName", new string('x', 63) + "😀"));
        Created("{displayName}").New.CommonName.ShouldBe(new string('x', 63));
    }

    [Fact]
    public void A_name_that_is_taken_gets_the_last_twelve_digits()
    {
        var sales = directories.Tenant.PutGroup("Sales");
        directories.Domain.PutGroup("Sales", container: SimulatedActiveDirectory.CloudGroups);
        Created("{displayName}").New.CommonName.ShouldBe($"Sales_{sales.ToString("N")[^12..]}");
    }

    [Fact]
    public void A_name_is_seen_to_be_taken_however_the_container_is_written()
    {
        directories.Tenant.PutGroup("Sales");
        directories.Domain.PutGroup("Sales", container: SimulatedActiveDirectory.CloudGroups);
        var intent = Wish.Writeback() with { CommonName = "{displayName}", Container = "ou=cloud groups, dc=corp, dc=example, dc=com" };
        directories.Plan(intent).Only<PlannedChange.CreateOnPremisesGroup>().New.CommonName.ShouldNotBe("Sales");
    }

    [Fact]
    public void A_name_is_seen_to_be_taken_however_it_was_escaped()
    {
        directories.Tenant.PutGroup("Sales, North");
        directories.Domain.PutGroup("x", container: SimulatedActiveDirectory.CloudGroups, but: item => item with { DistinguishedName = $@"CN=Sales\2C North,{SimulatedActiveDirectory.CloudGroups}" });
        Created("{displayName}").New.CommonName.ShouldNotBe("Sales, North");
    }

    [Fact]
    public void Two_new_groups_of_one_name_get_two_names_at_once()
    {
        directories.Tenant.PutGroup("one", with: null, isMicrosoft365: false, ("displayName", "Sales"));
        directories.Tenant.PutGroup("two", with: null, isMicrosoft365: false, ("displayName", "Sales"));
        var created = directories.Plan(Wish.Writeback() with { CommonName = "{displayName}" }).All<PlannedChange.CreateOnPremisesGroup>();
        created.Select(change => change.New.CommonName).ShouldBeUnique();
        created.Select(change => change.New.SamAccountName).ShouldBeUnique();
    }

    [Fact]
    public void The_suffix_stays_while_the_other_group_is_there()
    {
        directories.Tenant.PutGroup("one", with: null, isMicrosoft365: false, ("displayName", "Sales"));
        directories.Tenant.PutGroup("two", with: null, isMicrosoft365: false, ("displayName", "Sales"));
        var intent = Wish.Writeback() with { CommonName = "{displayName}" };
        directories.Settle(intent);
        directories.Restart().Plan(intent).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void The_suffix_stays_when_the_name_becomes_free()
    {
        directories.Tenant.PutGroup("one", with: null, isMicrosoft365: false, ("displayName", "Sales"));
        directories.Tenant.PutGroup("two", with: null, isMicrosoft365: false, ("displayName", "Sales"));
        var intent = Wish.DeletingWriteback() with { CommonName = "{displayName}" };
        directories.Settle(intent);
        var plain = directories.Domain.Objects.Single(item => item.DistinguishedName.StartsWith("CN=Sales,", StringComparison.Ordinal));
        directories.Tenant.HardDelete(Sync.Cloud.Changes.CloudObjectKind.Group, plain.Group!.WrittenBackFrom!.Value.EntraId);
        directories.Settle(intent);
        directories.Restart().Plan(intent).Changes.ShouldBeEmpty();
        directories.Domain.Objects.Count(item => item.DistinguishedName.StartsWith("CN=Sales_", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void The_account_name_is_always_given_and_by_default_the_common_name()
    {
        var sales = directories.Tenant.PutGroup("Sales");
        Created("GroupId").New.SamAccountName.ShouldBe($"Group_{sales:D}");
    }

    [Fact]
    public void The_account_name_comes_from_its_template_without_what_it_must_not_hold()
    {
        directories.Tenant.PutGroup("""R&D "A/B" <x>; [y]:|=,+*?@ """);
        directories.Plan(Wish.Writeback() with { SamAccountName = "GRP {displayName}." }).Only<PlannedChange.CreateOnPremisesGroup>().New.SamAccountName
            .ShouldBe("GRP R&D _A_B_ _x__ _y_________");
    }

    [Fact]
    public void An_account_name_that_is_taken_gets_the_last_twelve_digits()
    {
        var sales = directories.Tenant.PutGroup("Sales");
        directories.Domain.PutPerson("sales");
        directories.Plan(Wish.Writeback() with { SamAccountName = "{displayName}" }).Only<PlannedChange.CreateOnPremisesGroup>().New.SamAccountName
            .ShouldEndWith(sales.ToString("N")[^12..]);
    }

    [Fact]
    public void Names_with_letters_that_must_be_escaped_cause_no_renames()
    {
        foreach (var name in new[] { "Sales, North", "a+b", "#1", "a=b", @"back\slash", "semi;colon", "<x>", "\"quoted\"" }) directories.Tenant.PutGroup(name);
        var intent = Wish.Writeback() with { CommonName = "{displayName}" };
        directories.Settle(intent);
        directories.Domain.Objects.Count.ShouldBe(8);
        directories.Restart().Plan(intent).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void Two_groups_that_swap_their_names_end_with_them_and_keep_the_suffix_that_the_swap_took()
    {
        var intent = Wish.Writeback() with { CommonName = "{displayName}" };
        var one = directories.Tenant.PutGroup("Red");
        var two = directories.Tenant.PutGroup("Blue");
        directories.Settle(intent);
        directories.Tenant.Put(CloudObjectKind.Group, one, ("displayName", "Blue"));
        directories.Tenant.Put(CloudObjectKind.Group, two, ("displayName", "Red"));
        directories.Settle(intent);
        directories.Domain.Find(directories.Domain.WrittenBackFrom(one)).DistinguishedName.ShouldStartWith("CN=Blue_");
        directories.Domain.Find(directories.Domain.WrittenBackFrom(two)).DistinguishedName.ShouldStartWith("CN=Red_");
    }

    private PlannedChange.CreateOnPremisesGroup Created(string naming) =>
        directories.Plan(Wish.Writeback() with { CommonName = naming }).Only<PlannedChange.CreateOnPremisesGroup>();
}
