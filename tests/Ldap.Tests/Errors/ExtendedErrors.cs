namespace Ldap.Tests.Errors;

public sealed class ExtendedErrors
{
    [Theory]
    [InlineData("525", LdapErrorKind.AuthenticationFailed, "no such account")]
    [InlineData("52e", LdapErrorKind.AuthenticationFailed, "password is wrong")]
    [InlineData("530", LdapErrorKind.LogonRestricted, "hour")]
    [InlineData("531", LdapErrorKind.LogonRestricted, "machine")]
    [InlineData("532", LdapErrorKind.PasswordExpired, "expired")]
    [InlineData("533", LdapErrorKind.AccountDisabled, "disabled")]
    [InlineData("701", LdapErrorKind.AccountExpired, "expired")]
    [InlineData("773", LdapErrorKind.PasswordExpired, "must be changed")]
    [InlineData("775", LdapErrorKind.AccountLocked, "locked")]
    public void Of_a_bind_say_why(string data, LdapErrorKind kind, string reason)
    {
        var error = From(LdapResultCode.InvalidCredentials, $"80090308: LdapErr: DSID-0C090439, comment: AcceptSecurityContext error, data {data}, v4563");
        error.Kind.ShouldBe(kind);
        error.Message.ShouldContain(reason);
        error.Remedy.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(LdapResultCode.InsufficientAccessRights, "00002098: SecErr: DSID-03150F94, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0", LdapErrorKind.InsufficientRights, 8344)]
    [InlineData(LdapResultCode.UnwillingToPerform, "00002146: SvcErr: DSID-031A1236, problem 5003 (WILL_NOT_PERFORM), data 0", LdapErrorKind.UnwillingToPerform, 8518)]
    [InlineData(LdapResultCode.UnwillingToPerform, "00000561: SvcErr: DSID-031A11E5, problem 5003 (WILL_NOT_PERFORM), data 0", LdapErrorKind.NoSuchAttribute, 1377)]
    [InlineData(LdapResultCode.EntryAlreadyExists, "00000524: UpdErr: DSID-031A11FA, problem 6005 (ENTRY_EXISTS), data 0", LdapErrorKind.AlreadyExists, 1316)]
    [InlineData(LdapResultCode.StrongerAuthRequired, "00002028: LdapErr: DSID-0C090259, comment: The server requires binds to turn on integrity checking", LdapErrorKind.StrongerAuthenticationRequired, 8232)]
    [InlineData(LdapResultCode.OperationsError, "000004DC: LdapErr: DSID-0C090A6F, comment: In order to perform this operation a successful bind must be completed", LdapErrorKind.StrongerAuthenticationRequired, 1244)]
    public void Of_an_operation_have_their_code_and_a_remedy(LdapResultCode code, string text, LdapErrorKind kind, int extended)
    {
        var error = From(code, text);
        error.Kind.ShouldBe(kind);
        error.ExtendedCode.ShouldBe(extended);
        error.Message.ShouldContain(text);
        error.Remedy.ShouldNotBeEmpty();
    }

    [Fact]
    public void Every_result_code_has_a_reason_and_a_remedy()
    {
        foreach (var code in Enum.GetValues<LdapResultCode>())
        {
            var error = From(code, "");
            error.Message.ShouldContain(code.ToString());
            error.Remedy.ShouldNotBeEmpty();
        }
    }

    private static LdapException From(LdapResultCode code, string text) => ResultErrors.From(new LdapResult(code, "", text), "the test", "ldaps://dc1");
}
