using System.Globalization;
using System.Text;
using HybridGroups.Sync.Directory;
using Ldap;

namespace HybridGroups.ActiveDirectory.Mapping;

/// <summary>From an entry to an object of the model.</summary>
internal sealed class ObjectMapper(SecurityIdentifier domainSid)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly HashSet<string> Structural = new(StringComparer.OrdinalIgnoreCase)
    {
        "objectClass", "objectGUID", "objectSid", "ms-DS-ConsistencyGuid", "adminCount", "isCriticalSystemObject", "groupType",
        "primaryGroupID", MappedAttributes.Members, "nTSecurityDescriptor",
    };

    /// <summary>What every search asks for so that <see cref="KindOf"/> can tell.</summary>
    public static LdapFilter AnyKind { get; } = LdapFilter.AnyOf(
        LdapFilter.Is("objectClass", "user"),
        LdapFilter.Is("objectClass", "group"),
        LdapFilter.Is("objectClass", "contact"),
        LdapFilter.Is("objectClass", "foreignSecurityPrincipal"));

    public static OnPremisesObjectKind? KindOf(LdapEntry entry)
    {
        if (entry.Find("objectClass") is not { } classes) return null;
        OnPremisesObjectKind? kind = null;
        foreach (var value in classes.Values)
        {
            // A computer is a user too, and says so first.
            if (value.Span.SequenceEqual("computer"u8)) return OnPremisesObjectKind.Device;
            if (value.Span.SequenceEqual("user"u8)) kind = OnPremisesObjectKind.User;
            else if (value.Span.SequenceEqual("group"u8)) kind = OnPremisesObjectKind.Group;
            else if (value.Span.SequenceEqual("contact"u8)) kind = OnPremisesObjectKind.Contact;
            else if (value.Span.SequenceEqual("foreignSecurityPrincipal"u8)) kind = OnPremisesObjectKind.ForeignSecurityPrincipal;
        }

        return kind;
    }

    public static Guid? IdOf(LdapEntry entry) => entry.Bytes("objectGUID") is { Length: 16 } id ? new Guid(id.Span) : null;

    public static List<Guid> MembersOf(LdapEntry entry)
    {
        if (entry.Find(MappedAttributes.Members) is not { } attribute) return [];
        var members = new List<Guid>(attribute.Values.Count);
        for (var i = 0; i < attribute.Values.Count; i++) members.Add(LinkTarget(attribute.Values[i].Span));
        return members;
    }

    /// <summary>The identity in a link value, which the extended-name control puts before the name.</summary>
    public static Guid LinkTarget(ReadOnlySpan<byte> value)
    {
        ReadOnlySpan<byte> start = "<GUID="u8;
        if (value.StartsWith(start) && value.IndexOf((byte)'>') is var end and > 0
            && Guid.TryParse(value[start.Length..end], CultureInfo.InvariantCulture, out var id))
            return id;
        throw new FormatException($"The link to {Encoding.UTF8.GetString(value)} came without its identity: the server does not honour the extended-name control.");
    }

    /// <summary>The members that stand for somebody of another domain.</summary>
    public static IEnumerable<Guid> ForeignMembersOf(LdapEntry entry) =>
        (entry.Find(MappedAttributes.Members)?.Values ?? []).Where(link => LinksToForeign(link.Span)).Select(link => LinkTarget(link.Span));

    /// <summary>Whether the link leads to a place holder for somebody of another domain.</summary>
    public static bool LinksToForeign(ReadOnlySpan<byte> value) =>
        Encoding.UTF8.GetString(value).Contains(",CN=ForeignSecurityPrincipals,", StringComparison.OrdinalIgnoreCase);

    public OnPremisesObject? Map(LdapEntry entry)
    {
        if (KindOf(entry) is not { } kind || IdOf(entry) is not { } id) return null;
        // One object that cannot be understood must not end the reading of all others.
        var sid = entry.Bytes("objectSid") is { } bytes ? SecurityIdentifier.TryRead(bytes.Span) : null;
        return new OnPremisesObject(id, kind, NameOf(entry))
        {
            SecurityIdentifier = sid?.ToString(),
            ConsistencyGuid = entry.Bytes("ms-DS-ConsistencyGuid") is { Length: 16 } guid ? new Guid(guid.Span) : null,
            PrimaryGroupSid = Number(entry, "primaryGroupID") is { } rid ? domainSid.Child((uint)rid).ToString() : null,
            Protection = ProtectionOf(entry, kind, sid),
            Group = kind == OnPremisesObjectKind.Group ? GroupOf(entry) : null,
            Attributes = AttributesOf(entry),
        };
    }

    public static string NameOf(LdapEntry entry) =>
        entry.NameText.StartsWith('<') && LdapExtendedName.TryParse(entry.NameText, out var extended) ? extended.NameText : entry.NameText;

    private static ProtectionReasons ProtectionOf(LdapEntry entry, OnPremisesObjectKind kind, SecurityIdentifier? sid)
    {
        var reasons = ProtectionReasons.None;
        if (Number(entry, "adminCount") is > 0) reasons |= ProtectionReasons.AdminCount;
        if (string.Equals(entry.Text("isCriticalSystemObject"), "TRUE", StringComparison.OrdinalIgnoreCase)) reasons |= ProtectionReasons.CriticalSystemObject;
        if (kind is OnPremisesObjectKind.User or OnPremisesObjectKind.Group && sid is { IsWellKnown: true }) reasons |= ProtectionReasons.WellKnown;
        return reasons;
    }

    private static GroupFacts GroupOf(LdapEntry entry)
    {
        var mark = WritebackAnchor.TryParse(entry.Text("adminDescription"), out var anchor)
            || WritebackAnchor.TryParse(entry.Text("msDS-ExternalDirectoryObjectId"), out anchor)
            ? anchor
            : null;
        return new GroupFacts(GroupKind.FromValue(Number(entry, "groupType") ?? 0))
        {
            WrittenBackFrom = mark,
            SourceOfAuthority = entry.Text("msDS-ObjectSoa"),
        };
    }

    private static Dictionary<string, IReadOnlyList<string>> AttributesOf(LdapEntry entry)
    {
        var attributes = new Dictionary<string, IReadOnlyList<string>>(entry.Attributes.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var attribute in entry.Attributes)
        {
            if (attribute.Values.Count == 0 || Structural.Contains(attribute.Name)) continue;
            var values = new string[attribute.Values.Count];
            for (var i = 0; i < values.Length; i++) values[i] = Text(attribute.Values[i].Span);
            attributes[attribute.Name] = values;
        }

        return attributes;
    }

    // An octet string has no text of its own: what is not UTF-8 is given in Base64.
    private static string Text(ReadOnlySpan<byte> value)
    {
        try
        {
            return StrictUtf8.GetString(value);
        }
        catch (DecoderFallbackException)
        {
            return Convert.ToBase64String(value);
        }
    }

    private static int? Number(LdapEntry entry, string attribute) =>
        int.TryParse(entry.Text(attribute), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
