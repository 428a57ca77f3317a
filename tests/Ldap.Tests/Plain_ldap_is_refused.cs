namespace Ldap.Tests;

public sealed class Plain_ldap_is_refused
{
    [Fact]
    public async Task An_address_without_encryption_is_refused_before_anything_is_sent()
    {
        var error = await Should.ThrowAsync<LdapException>(() => RootDse.ReadDefaultNamingContextAsync(
            new Uri("ldap://dc1.corp.example.com"), [], TimeSpan.FromSeconds(1), TimeProvider.System, TestContext.Current.CancellationToken));

        error.Message.ShouldContain("not an ldaps:// address");
    }
}
