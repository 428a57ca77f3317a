using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Model;

public sealed class Anchors_are_read_as_they_are_written
{
    private static readonly Guid Some = Identity.Of("some");

    [Fact]
    public void The_mark_in_Active_Directory_is_Group_and_the_id()
    {
        new WritebackAnchor(Some).ToString().ShouldBe($"Group_{Some:D}");
        WritebackAnchor.TryParse($"group_{Some:D}".ToUpperInvariant(), out var read).ShouldBeTrue();
        read.ShouldBe(new WritebackAnchor(Some));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Group_")]
    [InlineData("Group_3a5c3221-c465-48c0-95b8")]
    [InlineData("User_3a5c3221-c465-48c0-95b8-e9305786a271")]
    [InlineData("Group_3a5c3221-c465-48c0-95b8-e9305786a271 copied")]
    public void Anything_else_is_no_mark(string? text) => WritebackAnchor.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void The_mark_of_a_rule_is_not_that_of_a_group_of_Entra()
    {
        var mark = WritebackAnchor.ForRule(Some);
        mark.IsForRule.ShouldBeTrue();
        new WritebackAnchor(Some).IsForRule.ShouldBeFalse();
        WritebackAnchor.TryParse(mark.ToString(), out var read).ShouldBeTrue();
        read.ShouldBe(mark);
    }

    [Fact]
    public void The_unique_name_in_Entra_names_domain_and_anchor()
    {
        var anchor = CloudAnchor.ForGroup(SimulatedActiveDirectory.BaseName, Some);
        CloudAnchor.TryParse(anchor.ToString(), out var read).ShouldBeTrue();
        read.ShouldBe(anchor);
        anchor.ShouldNotBe(CloudAnchor.ForGroup("DC=other,DC=example,DC=com", Some));
    }

    [Fact]
    public void The_domain_is_the_same_however_its_name_is_written() =>
        CloudAnchor.DomainKey("dc=Corp, dc=example, DC=com").ShouldBe(CloudAnchor.DomainKey(SimulatedActiveDirectory.BaseName));

    [Fact]
    public void The_unique_name_of_a_rule_is_read_as_one()
    {
        CloudAnchor.TryParse(CloudAnchor.ForRule(Some).ToString().ToUpperInvariant(), out var read).ShouldBeTrue();
        read.ShouldBe(CloudAnchor.ForRule(Some));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("hybridgroups-")]
    [InlineData("hybridgroups-12345678-notaguid")]
    [InlineData("hybridgroups-123-3a5c3221-c465-48c0-95b8-e9305786a271")]
    [InlineData("other-12345678-3a5c3221-c465-48c0-95b8-e9305786a271")]
    public void Any_other_unique_name_is_no_anchor(string? text) => CloudAnchor.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData(8, GroupScope.Universal, false)]
    [InlineData(-2147483640, GroupScope.Universal, true)]
    [InlineData(2, GroupScope.Global, false)]
    [InlineData(-2147483646, GroupScope.Global, true)]
    [InlineData(4, GroupScope.DomainLocal, false)]
    [InlineData(-2147483644, GroupScope.DomainLocal, true)]
    [InlineData(-2147483643, GroupScope.Builtin, true)]
    public void The_group_type_is_read_and_written(int value, GroupScope scope, bool isSecurity)
    {
        GroupKind.FromValue(value).ShouldBe(new GroupKind(scope, isSecurity));
        new GroupKind(scope, isSecurity).Value.ShouldBe(value);
    }
}
