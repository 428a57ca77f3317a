using HybridGroups.Sync.Directory;

namespace HybridGroups.Sync.Tests.Model;

public sealed class Paths_compare_places_not_spellings
{
    [Theory]
    [InlineData("CN=a,OU=b,DC=c", "cn=A, ou=B , dc=C")]
    [InlineData(@"CN=Sales\, North,DC=c", @"CN=Sales\2C North,DC=c")]
    [InlineData(@"CN=a\+b,DC=c", @"CN=a\2bb,DC=c")]
    [InlineData(@"CN=\#a,DC=c", @"CN=\23a,DC=c")]
    [InlineData(@"CN=Müller,DC=c", @"CN=M\C3\BCller,DC=c")]
    [InlineData(@"CN=a\\b,DC=c", @"CN=a\5Cb,DC=c")]
    [InlineData(@"CN=😀,DC=c", @"CN=\F0\9F\98\80,DC=c")]
    [InlineData(@"CN=a=b,DC=c", @"CN=a\=b,DC=c")]
    public void One_place_has_one_path(string one, string other)
    {
        DirectoryPath.Of(one).ShouldBe(DirectoryPath.Of(other));
        DirectoryPath.Of(one).GetHashCode().ShouldBe(DirectoryPath.Of(other).GetHashCode());
    }

    [Theory]
    [InlineData("CN=a,OU=b,DC=c", "OU=a,OU=b,DC=c")]
    [InlineData("CN=a,OU=b,DC=c", "CN=a,DC=c")]
    [InlineData(@"CN=a\,OU=b,DC=c", "CN=a,OU=b,DC=c")]
    [InlineData(@"CN=a\5C,OU=b,DC=c", @"CN=a\,OU=b,DC=c")]
    public void Other_places_have_other_paths(string one, string other) => DirectoryPath.Of(one).ShouldNotBe(DirectoryPath.Of(other));

    [Theory]
    [InlineData("CN=a,OU=b,DC=c", "OU=b,DC=c")]
    [InlineData(@"CN=Sales\, North,OU=b,DC=c", "OU=b,DC=c")]
    [InlineData(@"CN=back\\,OU=b,DC=c", "OU=b,DC=c")]
    [InlineData("CN=a, OU=b", "OU=b")]
    [InlineData("DC=c", null)]
    public void The_parent_is_what_follows_the_first_part(string name, string? parent) => DirectoryPath.ParentOf(name).ShouldBe(parent);

    [Theory]
    [InlineData(@"CN=Sales\, North,DC=c", "Sales, North")]
    [InlineData(@"CN=Sales\2C North,DC=c", "Sales, North")]
    [InlineData("CN=a=b,DC=c", "a=b")]
    [InlineData("", "")]
    public void The_name_is_the_value_of_the_first_part(string text, string name) => DirectoryPath.Of(text).Name.ShouldBe(name);

    [Theory]
    [InlineData("OU=b,DC=c", true)]
    [InlineData("ou=B, dc=C", true)]
    [InlineData("CN=a,OU=b,DC=c", true)]
    [InlineData("DC=c", true)]
    [InlineData("U=b,DC=c", false)]
    [InlineData("OU=other,DC=c", false)]
    [InlineData("CN=x,CN=a,OU=b,DC=c", false)]
    public void Below_means_below_and_not_alike(string container, bool isBelow) =>
        DirectoryPath.Of("CN=a,OU=b,DC=c").IsAtOrBelow(DirectoryPath.Of(container)).ShouldBe(isBelow);

    [Fact]
    public void A_comma_in_a_name_makes_no_container() =>
        DirectoryPath.Of(@"CN=a\,OU=Cloud Groups,DC=c").IsAtOrBelow(DirectoryPath.Of("OU=Cloud Groups,DC=c")).ShouldBeFalse();

    [Fact]
    public void Everything_is_not_below_nothing() =>
        DirectoryPath.Of("CN=a,DC=c").IsAtOrBelow(DirectoryPath.Of("")).ShouldBeFalse("an empty container must not open the whole domain");
}
