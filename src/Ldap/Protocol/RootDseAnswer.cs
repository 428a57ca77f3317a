namespace Ldap.Protocol;

/// <summary>What has been learnt so far.</summary>
internal sealed record RootDseAnswer(string? NamingContext, bool IsComplete, string? Error);
