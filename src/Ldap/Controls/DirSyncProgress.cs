namespace Ldap;

public sealed record DirSyncProgress(bool HasMore, ReadOnlyMemory<byte> Cookie);
