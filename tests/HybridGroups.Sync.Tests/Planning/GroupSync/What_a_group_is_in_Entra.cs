using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Planning.GroupSync;

public sealed class What_a_group_is_in_Entra
{
    private readonly TestDirectories directories = new();

    [Fact]
    public void It_is_found_again_by_a_unique_name_made_of_domain_and_identity()
    {
        var group = directories.Domain.PutGroup("APP-Files");
        Created().Draft.UniqueName.ShouldBe(CloudAnchor.ForGroup(SimulatedActiveDirectory.BaseName, group).ToString());
    }

    [Fact]
    public void A_consistency_guid_takes_the_place_of_the_identity()
    {
        var former = Identity.Of("in the forest before");
        directories.Domain.PutGroup("APP-Files", but: item => item with { ConsistencyGuid = former });
        Created().Draft.UniqueName.ShouldEndWith(former.ToString("D"));
    }

    [Fact]
    public void An_existing_group_of_the_same_name_is_never_taken_over()
    {
        var theirs = directories.Tenant.PutGroup("APP-Files");
        directories.Domain.PutGroup("APP-Files", [directories.Person("anna").OnPremises]);
        var plan = directories.Plan(Wish.DeletingGroupSync());
        plan.All<PlannedChange.CreateCloudGroup>().Length.ShouldBe(1);
        plan.Changes.ShouldAllBe(change => change.Group.Id != theirs);
    }

    [Fact]
    public void It_is_a_security_group_or_a_Microsoft_365_group()
    {
        directories.Domain.PutGroup("APP-Files");
        Created().Draft.IsMicrosoft365.ShouldBeFalse();
        directories.Plan(Wish.GroupSync() with { AsMicrosoft365 = true }).Only<PlannedChange.CreateCloudGroup>().Draft.IsMicrosoft365.ShouldBeTrue();
    }

    [Theory]
    [InlineData("{displayName}", "Files of all")]
    [InlineData("{cn}", "APP, Files")]
    [InlineData("{samAccountName}", "app-files")]
    [InlineData("[{domain}] {cn}!", "[corp.example.com] APP, Files!")]
    [InlineData("{nothing}x", "x")]
    public void Its_name_comes_from_the_template(string template, string name)
    {
        directories.Domain.PutGroup("x", but: item => item with
        {
            DistinguishedName = $@"CN=APP\, Files,{SimulatedActiveDirectory.Groups}",
            Attributes = SimulatedActiveDirectory.Texts(("sAMAccountName", "app-files"), ("displayName", "Files of all")),
        });
        directories.Plan(Wish.GroupSync() with { NameTemplate = template }).Only<PlannedChange.CreateCloudGroup>().Draft.DisplayName.ShouldBe(name);
    }

    [Fact]
    public void A_group_without_a_display_name_has_its_common_name()
    {
        directories.Domain.SetText(directories.Domain.PutGroup("APP-Files"), "displayName");
        Created().Draft.DisplayName.ShouldBe("APP-Files");
    }

    [Fact]
    public void Its_mail_nickname_holds_only_what_Entra_takes_and_is_its_own()
    {
        foreach (var name in new[] { "Ä (b) [c]; d@e,f", "日本", ".hidden", new string('n', 100) })
        {
            directories.Domain.PutGroup(name, but: item => item with { DistinguishedName = $"CN={Identity.Of(name)},{SimulatedActiveDirectory.Groups}" });
        }

        var nicknames = directories.Plan(Wish.GroupSync()).All<PlannedChange.CreateCloudGroup>().Select(change => change.Draft.MailNickname).ToArray();
        nicknames.Length.ShouldBe(4);
        nicknames.ShouldBeUnique();
        nicknames.ShouldAllBe(name => name.Length <= 64 && name.All(letter => char.IsAscii(letter) && !"@()\\[]\";:<>, ".Contains(letter)) && name[0] != '.');
    }

    [Fact]
    public void A_display_name_has_at_most_256_characters()
    {
        directories.Domain.SetText(directories.Domain.PutGroup("long"), "displayName", new string('x', 300));
        Created().Draft.DisplayName.Length.ShouldBe(256);
        directories.Settle(Wish.GroupSync()).Plan(Wish.GroupSync()).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void A_changed_name_and_description_are_brought_over_and_nothing_else()
    {
        var group = directories.Domain.PutGroup("APP-Files");
        directories.Settle(Wish.GroupSync());
        directories.Domain.SetText(group, "displayName", "APP-Documents");
        directories.Domain.SetText(group, "description", "new");
        var update = directories.Plan(Wish.GroupSync()).Changes.ShouldHaveSingleItem().ShouldBeOfType<PlannedChange.UpdateCloudGroup>();
        update.Edit.Properties.ShouldBe(new Dictionary<string, object?> { ["displayName"] = "APP-Documents", ["description"] = "new" }, ignoreOrder: true);
        update.Before["displayName"].ShouldBe("APP-Files");
    }

    [Fact]
    public void A_description_that_is_cleared_is_cleared()
    {
        var group = directories.Domain.PutGroup("APP-Files");
        directories.Domain.SetText(group, "description", "old");
        directories.Settle(Wish.GroupSync());
        directories.Domain.SetText(group, "description");
        directories.Plan(Wish.GroupSync()).Only<PlannedChange.UpdateCloudGroup>().Edit.Properties["description"].ShouldBeNull();
        directories.Settle(Wish.GroupSync());
    }

    [Fact]
    public void An_edit_in_the_cloud_is_taken_back()
    {
        directories.Domain.PutGroup("APP-Files");
        directories.Settle(Wish.GroupSync());
        var cloud = directories.Tenant.Groups.ShouldHaveSingleItem();
        directories.Tenant.Put(CloudObjectKind.Group, cloud, ("displayName", "edited"));
        directories.Plan(Wish.GroupSync()).Only<PlannedChange.UpdateCloudGroup>().Edit.Properties["displayName"].ShouldBe("APP-Files");
    }

    [Fact]
    public void A_group_that_is_moved_or_renamed_in_Active_Directory_stays_the_same_in_Entra()
    {
        var group = directories.Domain.PutGroup("APP-Files");
        directories.Settle(Wish.DeletingGroupSync());
        directories.Domain.TryMove(group, "renamed", "OU=Elsewhere," + SimulatedActiveDirectory.BaseName).ShouldBeTrue();
        directories.Plan(Wish.DeletingGroupSync()).Changes.ShouldBeEmpty("its displayName is what it was");
    }

    private PlannedChange.CreateCloudGroup Created() => directories.Plan(Wish.GroupSync()).Only<PlannedChange.CreateCloudGroup>();

    [Fact]
    public void A_group_whose_anchor_is_changed_later_is_neither_made_twice_nor_deleted_and_reported()
    {
        var files = directories.Domain.PutGroup("APP-Files");
        directories.Settle(Wish.DeletingGroupSync());
        directories.Domain.Change(files, item => item with { ConsistencyGuid = Identity.Of("another") });
        var plan = directories.Plan(Wish.DeletingGroupSync());
        plan.Changes.ShouldBeEmpty();
        plan.Problems.ShouldTell(ProblemClasses.SourceAnchorChanged);
    }

    [Fact]
    public void A_group_with_more_members_than_allowed_is_not_made_and_one_that_grows_above_it_stays_as_it_is()
    {
        var people = directories.People(3);
        var large = directories.Domain.PutGroup("large", people.Select(person => person.OnPremises));
        var small = directories.Domain.PutGroup("small", [people[0].OnPremises]);
        var intent = Wish.DeletingGroupSync() with { MaximumMembers = 2 };
        directories.Plan(intent).Only<PlannedChange.CreateCloudGroup>().Group.Id.ShouldBe(small);
        directories.Plan(intent).Problems.ShouldTell(ProblemClasses.MaximumMembersExceeded);
        directories.Settle(intent);
        directories.Domain.AddMembers(small, people.Select(person => person.OnPremises));
        directories.Plan(intent).Changes.ShouldBeEmpty();
        large.ShouldNotBe(small);
    }
}
