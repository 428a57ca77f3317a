using Ldap.Tests.Servers;

namespace Ldap.Tests.Authentication;

public sealed class LockedAccount(RealDirectory directory)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("lockoutTime", "1", LdapErrorKind.AccountLocked, "Unlock")]
    [InlineData("userAccountControl", "514", LdapErrorKind.AccountDisabled, "Enable")]
    [InlineData("accountExpires", "1", LdapErrorKind.AccountExpired, "expiry")]
    [InlineData("pwdLastSet", "0", LdapErrorKind.PasswordExpired, "password")]
    public async Task Is_told_from_a_wrong_password(string attribute, string value, LdapErrorKind kind, string remedy)
    {
        await using var administrator = await directory.ConnectAsync();
        var account = $"acc-{attribute}";
        var name = directory.BaseName.Child("CN", "Users").Child("CN", account);
        const string Password = "Aa1-some-Long-pass";
        await administrator.AddAsync(
            name,
            [
                LdapAttribute.Of("objectClass", "user"), LdapAttribute.Of("sAMAccountName", account), LdapAttribute.Of("userAccountControl", "512"),
                LdapAttribute.OfBytes("unicodePwd", System.Text.Encoding.Unicode.GetBytes($"\"{Password}\"")),
            ],
            Cancellation);
        if (attribute == "lockoutTime") await LockAsync(administrator, name);
        else await administrator.ModifyAsync(name, [LdapModification.Replace(attribute, value)], Cancellation);
        var error = await Should.ThrowAsync<LdapException>(() => directory.ConnectAsync(new LdapCredential.Simple(name.ToString(), Password)));
        error.Kind.ShouldBe(kind, error.Message);
        error.Remedy.ShouldContain(remedy);
    }

    // By what locks accounts in life: wrong passwords, under a policy that counts them.
    private async Task LockAsync(LdapConnection administrator, DistinguishedName name)
    {
        await administrator.ModifyAsync(
            directory.BaseName, [LdapModification.Replace("lockoutThreshold", "2"), LdapModification.Replace("lockoutDuration", "-18000000000")], Cancellation);
        try
        {
            for (var i = 0; i < 3; i++)
                await Should.ThrowAsync<LdapException>(() => directory.ConnectAsync(new LdapCredential.Simple(name.ToString(), "wrong")));
        }
        finally
        {
            await administrator.ModifyAsync(directory.BaseName, [LdapModification.Replace("lockoutThreshold", "0")], Cancellation);
        }
    }
}
