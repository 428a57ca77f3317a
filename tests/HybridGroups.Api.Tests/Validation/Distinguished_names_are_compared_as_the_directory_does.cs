namespace HybridGroups.Api.Tests.Validation;

public sealed class Distinguished_names_are_compared_as_the_directory_does
{
    [Theory]
    [InlineData("OU=a,DC=b", "dc=B", true)]
    [InlineData("OU=a\\,DC=b,DC=c", "DC=b,DC=c", false)]
    [InlineData("OU=a, DC=b", "OU=a,DC=b", true)]
    [InlineData("OU=\\41,DC=b", "OU=A,DC=b", true)]
    [InlineData("OU=xa,DC=b", "OU=a,DC=b", false)]
    [InlineData("DC=b", "OU=a,DC=b", false)]
    public void One_is_within_another(string inner, string outer, bool expected) =>
        DistinguishedNameText.TryParse(inner)!.IsWithin(DistinguishedNameText.TryParse(outer)!).ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("OU")]
    [InlineData("OU=")]
    [InlineData("OU=a,,DC=b")]
    [InlineData("OU=a;DC=b")]
    [InlineData("OU=a\\")]
    [InlineData("=a")]
    public void What_is_none_is_not_read(string text) => DistinguishedNameText.TryParse(text).ShouldBeNull();
}
