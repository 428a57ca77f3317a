namespace Ldap;

/// <summary>How a name server ended a question (RFC 1035, 4.1.1).</summary>
internal enum DnsAnswerCode
{
    NoError = 0,
    FormatError = 1,
    ServerFailure = 2,
    NoSuchName = 3,
    NotImplemented = 4,
    Refused = 5,
}
