namespace Ldap;

/// <summary>No name server gave an answer that can be used.</summary>
public sealed class NameServersException(string message) : Exception(message);
