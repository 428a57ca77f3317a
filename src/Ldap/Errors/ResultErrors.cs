namespace Ldap;

/// <summary>Turns a result that is not a success into an error with a remedy.</summary>
internal static class ResultErrors
{
    public static LdapException From(LdapResult result, string operation, string server)
    {
        var extended = ExtendedError.Read(result.DiagnosticMessage);
        var explanation = result.Code == LdapResultCode.InvalidCredentials
            ? BindReasons.Explain(extended.BindReason)
            : ExtendedCodes.Explain(extended.Code) ?? ResultCodes.Explain(result);
        var said = result.DiagnosticMessage.Length == 0 ? "" : $" The server says: \"{result.DiagnosticMessage}\".";
        var nearest = result.MatchedName.Length == 0 || result.Code != LdapResultCode.NoSuchObject
            ? ""
            : $" The nearest that exists is {result.MatchedName}.";
        return new LdapException(
            explanation.Kind,
            $"{server} refused {operation}: {explanation.Reason} ({result.Code}, {(int)result.Code}).{nearest}{said}",
            explanation.Remedy)
        {
            Result = result,
            ExtendedCode = extended.Code,
        };
    }
}
