using System.Formats.Asn1;
using System.Text;

namespace Ldap;

/// <summary>Makes the request controls that need no reading of a response.</summary>
public static class LdapControls
{
    /// <summary>Each change under the base wakes the search up; it never ends by itself.</summary>
    public static LdapControl ChangeNotification { get; } = new(LdapControlOid.ChangeNotification, IsCritical: true);

    public static LdapControl ShowDeleted { get; } = new(LdapControlOid.ShowDeleted, IsCritical: true);

    public static LdapControl ShowRecycled { get; } = new(LdapControlOid.ShowRecycled, IsCritical: true);

    /// <summary>The server returns no references to other domains.</summary>
    public static LdapControl DomainScope { get; } = new(LdapControlOid.DomainScope, IsCritical: true);

    /// <summary>Adding a value that is there, or deleting one that is not, is no error.</summary>
    public static LdapControl PermissiveModify { get; } = new(LdapControlOid.PermissiveModify, IsCritical: true);

    /// <summary>Deletes an object with all that is below it.</summary>
    public static LdapControl TreeDelete { get; } = new(LdapControlOid.TreeDelete, IsCritical: true);

    /// <summary>Names come with <c>&lt;GUID=…&gt;;&lt;SID=…&gt;;</c> before them: see <see cref="LdapExtendedName"/>.</summary>
    public static LdapControl ExtendedName { get; } = new(LdapControlOid.ExtendedName, IsCritical: true, Encode(writer =>
    {
        using var scope = writer.PushSequence();
        // 1: identifiers in the readable form; 0 would be bare hexadecimal.
        writer.WriteInteger(1);
    }));

    public static LdapControl SecurityDescriptor(LdapSecurityDescriptorParts parts) =>
        new(LdapControlOid.SecurityDescriptorFlags, IsCritical: true, Encode(writer =>
        {
            using var scope = writer.PushSequence();
            writer.WriteInteger((int)parts);
        }));

    public static LdapControl Sort(string attribute, bool descending = false) =>
        new(LdapControlOid.ServerSort, IsCritical: true, Encode(writer =>
        {
            using var list = writer.PushSequence();
            using var key = writer.PushSequence();
            writer.WriteOctetString(Encoding.UTF8.GetBytes(attribute));
            if (descending) writer.WriteBoolean(value: true, new Asn1Tag(TagClass.ContextSpecific, 1));
        }));

    internal static byte[] Encode(Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        write(writer);
        return writer.Encode();
    }
}
