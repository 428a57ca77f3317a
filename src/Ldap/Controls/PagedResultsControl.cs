namespace Ldap;

/// <summary>RFC 2696.</summary>
internal static class PagedResultsControl
{
    public static LdapControl Request(int pageSize, ReadOnlyMemory<byte> cookie) =>
        new(LdapControlOid.PagedResults, IsCritical: true, LdapControls.Encode(writer =>
        {
            using var scope = writer.PushSequence();
            writer.WriteInteger(pageSize);
            writer.WriteOctetString(cookie.Span);
        }));

    /// <summary>The cookie for the next page; empty after the last, and from a server that does not page.</summary>
    public static ReadOnlyMemory<byte> ReadCookie(LdapResult result)
    {
        if (result.FindControl(LdapControlOid.PagedResults)?.Value is not { } value) return default;
        var reader = new BerReader(value.Span).ReadInto(BerTag.Sequence);
        reader.ReadInteger();
        return reader.Read(BerTag.OctetString).ToArray();
    }
}
