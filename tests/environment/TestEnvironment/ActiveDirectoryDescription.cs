namespace TestEnvironment;

/// <summary>The domain controller, with the accounts made for this instance.</summary>
public sealed record ActiveDirectoryDescription(
    Uri Url, string CertificateAuthority, string BaseDn, string Administrator, string AdministratorPasswordFile,
    string? ServiceAccount = null, string? ServiceAccountPasswordFile = null, string? Folder = null, bool Own = false);
