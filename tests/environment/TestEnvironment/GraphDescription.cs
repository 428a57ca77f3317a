namespace TestEnvironment;

/// <summary>The Graph simulator.</summary>
public sealed record GraphDescription(Uri Url, string CertificateAuthority, string Folder);
