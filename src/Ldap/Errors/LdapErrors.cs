namespace Ldap;

/// <summary>Errors that arise before or outside an answer of the server.</summary>
internal static class LdapErrors
{
    public static LdapException ProtocolViolation(string what) =>
        new(
            LdapErrorKind.ProtocolViolation,
            $"The server broke the LDAP protocol: {what}.",
            "Check that the address is that of a directory server and that nothing between rewrites the traffic.");

    public static LdapException NotLdap(byte first) =>
        new(
            LdapErrorKind.ProtocolViolation,
            $"What answered does not speak LDAP: its first byte is 0x{first:X2}.",
            first is 0x15 or 0x16
                ? "The server answered in TLS: use ldaps:// for this port, or the plain port with StartTLS."
                : "Check the port: 636 for LDAPS, 389 for StartTLS; 3269 and 3268 for the global catalog.");

    public static LdapException MessageTooLarge(long announced, int maximum) =>
        new(
            LdapErrorKind.TooLarge,
            $"The server announced a message of {announced} bytes; the limit is {maximum}.",
            "A directory does not send such a message. If one entry really is that large, ask for fewer attributes or smaller pages.");

    public static LdapException ResultTooLarge(long queued, long maximum) =>
        new(
            LdapErrorKind.TooLarge,
            $"A search brought {queued} bytes that nobody has read yet; the limit is {maximum}.",
            "Ask for smaller pages or fewer attributes.");

    public static LdapException Deadline(string operation, string server, TimeSpan after) =>
        new(
            LdapErrorKind.DeadlineExceeded,
            $"{server} did not answer {operation} within {after.TotalSeconds:0.###} s.",
            "Check the load and health of the domain controller and the network to it; another domain controller is tried where one is known.");

    public static LdapException Lost(string server, string reason, Exception? cause = null) =>
        new(
            LdapErrorKind.ConnectionLost,
            $"The connection to {server} was lost: {reason}.",
            "It is made anew with the next operation. If this repeats, look for a restart of the server, a firewall that drops idle connections, or a load balancer.",
            cause);

    public static LdapException Closed(string server) =>
        Lost(server, "it was closed by this side");

    public static LdapException Unreachable(string server, string reason, Exception? cause = null) =>
        new(
            LdapErrorKind.Unreachable,
            $"{server} cannot be reached: {reason}.",
            "Check the name, the port (636 for LDAPS, 389 for StartTLS), network policies and firewalls between here and the server.",
            cause);

    public static LdapException NameNotResolved(string server, string host, Exception cause) =>
        new(
            LdapErrorKind.Unreachable,
            $"{server} cannot be reached: the name {host} is not known to DNS.",
            "Check the spelling, and that the resolver in use here forwards the directory's DNS zone to its name servers.",
            cause);

    public static LdapException ClosedDuringTls(string server, string reason, Exception cause) =>
        new(
            LdapErrorKind.Unreachable,
            $"{server} cannot be reached: it closed the connection during the TLS handshake ({reason}).",
            "It may be restarting: it is tried again. If this goes on, the server has no certificate for server authentication, or this port is not for TLS.",
            cause);

    public static LdapException Tls(string server, string reason, Exception? cause = null) =>
        new(
            LdapErrorKind.TlsFailed,
            $"TLS with {server} failed: {reason}.",
            "Check that the server offers TLS on this port (a domain controller needs a certificate for server authentication) and TLS 1.2 or newer.",
            cause);

    public static LdapException Authentication(string reason, string remedy, Exception? cause = null) =>
        new(LdapErrorKind.AuthenticationFailed, reason, remedy, cause);
}
