namespace Ldap.Tests.Names;

public sealed class DistinguishedNames
{
    [Theory]
    [InlineData("CN=Steve Kille,O=Isode Limited,C=GB", "CN=Steve Kille,O=Isode Limited,C=GB")]
    [InlineData("OU=Sales+CN=J.  Smith,DC=example", "OU=Sales+CN=J.  Smith,DC=example")]
    [InlineData("CN=James \\\"Jim\\\" Smith\\, III", "CN=James \\\"Jim\\\" Smith\\, III")]
    [InlineData("CN=Before\\0dAfter", "CN=Before\\0DAfter")]
    [InlineData("1.3.6.1.4.1.1466.0=#04024869", "1.3.6.1.4.1.1466.0=Hi")]
    [InlineData("CN=Lu\\C4\\8Di\\C4\\87", "CN=Lučić")]
    [InlineData(" cn = x , dc = y ", "cn=x,dc=y")]
    [InlineData("CN=\"a,b\";DC=y", "CN=a\\,b,DC=y")]
    [InlineData("CN=a\\ ", "CN=a\\ ")]
    [InlineData("CN=gone\\0ADEL:1f,CN=Deleted Objects", "CN=gone\\0ADEL:1f,CN=Deleted Objects")]
    [InlineData("", "")]
    public void Are_read_and_written(string text, string canonical) => DistinguishedName.Parse(text).ToString().ShouldBe(canonical);

    [Theory]
    [InlineData("CN")]
    [InlineData("CN=")]
    [InlineData("=x")]
    [InlineData("CN=x,")]
    [InlineData("CN=x,,DC=y")]
    [InlineData("CN=x\\")]
    [InlineData("CN=x\\zz")]
    [InlineData("CN=\"x")]
    [InlineData("CN=#0")]
    [InlineData("CN=\\FF")]
    [InlineData("C N=x")]
    public void That_are_none_are_refused_with_the_place(string text) =>
        Should.Throw<FormatException>(() => DistinguishedName.Parse(text)).Message.ShouldContain("at character");

    [Theory]
    [InlineData("x,DC=evil")]
    [InlineData("x+OU=evil")]
    [InlineData("#04024869")]
    [InlineData(" leading and trailing ")]
    [InlineData("a\\b\"c<d>e;f=g")]
    [InlineData("line\nfeed\0nul")]
    [InlineData("Ünïcode 🎉")]
    public void Keep_a_value_whatever_it_contains(string value)
    {
        var name = DistinguishedName.Parse("OU=x,DC=y").Child("CN", value);
        var read = DistinguishedName.Parse(name.ToString());
        read.ShouldBe(name);
        read.Depth.ShouldBe(3);
        read.Rdn.Value.ShouldBe(value);
        read.Parent.ShouldBe(DistinguishedName.Parse("OU=x,DC=y"));
    }

    [Fact]
    public void Know_what_is_below_what()
    {
        var domain = DistinguishedName.Parse("DC=corp,DC=example");
        var unit = DistinguishedName.Parse("ou=Sales, dc=CORP, dc=example");
        unit.IsDescendantOf(domain).ShouldBeTrue();
        domain.IsDescendantOf(unit).ShouldBeFalse();
        domain.IsDescendantOf(domain).ShouldBeFalse();
        domain.IsAtOrBelow(domain).ShouldBeTrue();
        // A text that ends alike is not below.
        DistinguishedName.Parse("OU=x\\,DC=corp,DC=example").IsDescendantOf(domain).ShouldBeFalse();
        DistinguishedName.FromObjectGuid(Guid.NewGuid()).IsAtOrBelow(domain).ShouldBeFalse();
    }

    [Fact]
    public void An_identifier_takes_nothing_but_an_identifier()
    {
        Should.Throw<FormatException>(() => DistinguishedName.FromIdentifier("GUID", "x>,DC=evil"));
        DistinguishedName.FromIdentifier("GUID", "0a-1b").ToString().ShouldBe("<GUID=0a-1b>");
    }
}
