namespace Ldap;

/// <summary>MS-ADTS 3.1.1.3.4.1.3: everything that changed since a cookie.</summary>
public static class DirSyncControl
{
    public static LdapControl Request(DirSyncOptions options, ReadOnlyMemory<byte> cookie, int maximumBytes = int.MaxValue) =>
        new(LdapControlOid.DirSync, IsCritical: true, LdapControls.Encode(writer =>
        {
            using var scope = writer.PushSequence();
            writer.WriteInteger(unchecked((int)options));
            writer.WriteInteger(maximumBytes);
            writer.WriteOctetString(cookie.Span);
        }));

    public static DirSyncProgress? ReadResponse(LdapResult result)
    {
        if (result.FindControl(LdapControlOid.DirSync)?.Value is not { } value) return null;
        var reader = new BerReader(value.Span).ReadInto(BerTag.Sequence);
        var more = reader.ReadInteger();
        reader.ReadInteger();
        return new DirSyncProgress(more != 0, reader.Read(BerTag.OctetString).ToArray());
    }
}
