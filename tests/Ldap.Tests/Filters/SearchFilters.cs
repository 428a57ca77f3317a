using System.Text;

namespace Ldap.Tests.Filters;

public sealed class SearchFilters
{
    [Theory]
    [InlineData("(cn=Babs Jensen)")]
    [InlineData("(!(cn=Tim Howes))")]
    [InlineData("(&(objectClass=Person)(|(sn=Jensen)(cn=Babs J*)))")]
    [InlineData("(o=univ*of*mich*)")]
    [InlineData("(seeAlso=)")]
    [InlineData("(cn:caseExactMatch:=Fred Flintstone)")]
    [InlineData("(cn:=Betty Rubble)")]
    [InlineData("(sn:dn:2.4.6.8.10:=Barney Rubble)")]
    [InlineData("(:1.2.3:=Wilma Flintstone)")]
    [InlineData("(o=Parens R Us \\28for all your parenthetical needs\\29)")]
    [InlineData("(cn=*\\2a*)")]
    [InlineData("(bin=\\00\\00\\00\\04)")]
    [InlineData("(sn=Lu\\c4\\8di\\c4\\87)")]
    [InlineData("(a>=1)")]
    [InlineData("(a<=1)")]
    [InlineData("(a~=1)")]
    [InlineData("(&)")]
    [InlineData("(objectClass=*)")]
    public void Are_read_and_written(string text) => LdapFilter.Parse(text).ToString().ShouldBe(text);

    [Theory]
    [InlineData("")]
    [InlineData("cn=x")]
    [InlineData("(cn=x")]
    [InlineData("(cn=x))")]
    [InlineData("(=x)")]
    [InlineData("(cn=a**b)")]
    [InlineData("(cn=\\zz)")]
    [InlineData("(!)")]
    [InlineData("(cn:=")]
    [InlineData("(:=x)")]
    [InlineData("(cn!x)")]
    public void That_are_none_are_refused_with_the_place(string text) =>
        Should.Throw<FormatException>(() => LdapFilter.Parse(text)).Message.ShouldContain("at character");

    [Theory]
    [InlineData("*)(objectClass=*")]
    [InlineData("a\\2a")]
    [InlineData("\0(&|!")]
    public void Keep_a_value_whatever_it_contains(string value)
    {
        var filter = LdapFilter.Parse(LdapFilter.Is("cn", value).ToString()).ShouldBeOfType<LdapFilter.EqualTo>();
        Encoding.UTF8.GetString(filter.Value.Span).ShouldBe(value);
    }

    [Fact]
    public void Nested_deeper_than_anybody_writes_are_refused_and_not_a_stack_overflow() =>
        LdapFilter.TryParse(string.Concat(Enumerable.Repeat("(!", 100_000)), out _).ShouldBeFalse();
}
