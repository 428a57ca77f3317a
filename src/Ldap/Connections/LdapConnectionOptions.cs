namespace Ldap;

public sealed record LdapConnectionOptions(LdapEndpoint Endpoint, LdapCredential Credential)
{
    public LdapTlsOptions Tls { get; init; } = new();

    /// <summary>For all of it: name, TCP, TLS and bind.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>For each operation that does not say otherwise.</summary>
    public TimeSpan OperationTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>After this long without a byte the server is asked whether it is still there.</summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A server that announces a longer message is cut off.</summary>
    public int MaximumMessageBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>What one search may have brought that was not taken from it yet.</summary>
    public long MaximumUnreadBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>Told of each operation that has ended.</summary>
    public Action<LdapOperation>? Measured { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
