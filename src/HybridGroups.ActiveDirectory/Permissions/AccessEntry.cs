using System.Buffers.Binary;
using HybridGroups.ActiveDirectory.Mapping;

namespace HybridGroups.ActiveDirectory.Permissions;

/// <summary>
/// An access control entry (MS-DTYP 2.4.4). Entries of kinds that are not understood are kept byte for byte: rewriting a list
/// must lose nothing that others put there.
/// </summary>
public sealed record AccessEntry
{
    private const byte AllowedType = 0x00;
    private const byte DeniedType = 0x01;
    private const byte AllowedObjectType = 0x05;
    private const byte DeniedObjectType = 0x06;
    private const int HasObjectType = 1;
    private const int HasInheritedType = 2;

    private readonly byte[] bytes;

    private AccessEntry(byte[] bytes) => this.bytes = bytes;

    /// <summary>Null when the kind of entry is not understood.</summary>
    public SecurityIdentifier? Account { get; private init; }

    public AccessRights Rights { get; private init; }

    public AccessInheritance Inheritance => (AccessInheritance)(bytes[1] & 0x1F);

    public Guid? ObjectType { get; private init; }

    public Guid? InheritedType { get; private init; }

    public bool IsAllowed => bytes[0] is AllowedType or AllowedObjectType;

    public bool IsDenied => bytes[0] is DeniedType or DeniedObjectType;

    internal ReadOnlyMemory<byte> Bytes => bytes;

    public static AccessEntry Allow(
        SecurityIdentifier account,
        AccessRights rights,
        AccessInheritance inheritance,
        Guid? objectType = null,
        Guid? inheritedType = null)
    {
        var isObject = objectType is not null || inheritedType is not null;
        var sid = account.ToBytes();
        var made = new byte[8 + (isObject ? 4 : 0) + (objectType is null ? 0 : 16) + (inheritedType is null ? 0 : 16) + sid.Length];
        made[0] = isObject ? AllowedObjectType : AllowedType;
        made[1] = (byte)inheritance;
        BinaryPrimitives.WriteUInt16LittleEndian(made.AsSpan(2), (ushort)made.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(made.AsSpan(4), (uint)rights);
        var at = 8;
        if (isObject)
        {
            BinaryPrimitives.WriteInt32LittleEndian(
                made.AsSpan(at), (objectType is null ? 0 : HasObjectType) | (inheritedType is null ? 0 : HasInheritedType));
            at += 4;
            if (objectType is { } one) at += Put(made, at, one);
            if (inheritedType is { } two) at += Put(made, at, two);
        }

        sid.CopyTo(made, at);
        return new AccessEntry(made) { Account = account, Rights = rights, ObjectType = objectType, InheritedType = inheritedType };
    }

    public bool Equals(AccessEntry? other) => other is not null && bytes.AsSpan().SequenceEqual(other.bytes);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }

    /// <summary>Whether this entry gives all that another would: same account and object, at least its rights and reach.</summary>
    public bool Covers(AccessEntry wanted) => Covers(wanted, wanted.Account is { } account ? [account] : []);

    /// <summary>Whether it gives all that another would to somebody who is all of these.</summary>
    public bool Covers(AccessEntry wanted, IReadOnlyList<SecurityIdentifier> identities) =>
        IsAllowed
        && Account is not null
        && identities.Contains(Account)
        && (Rights & wanted.Rights) == wanted.Rights
        && (ObjectType is null || ObjectType == wanted.ObjectType)
        && (InheritedType is null || InheritedType == wanted.InheritedType)
        && Reaches(wanted.Inheritance);

    internal static AccessEntry Read(ReadOnlySpan<byte> entry)
    {
        var raw = new AccessEntry(entry.ToArray());
        if (!raw.IsAllowed && !raw.IsDenied) return raw;
        var rights = (AccessRights)BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]);
        var at = 8;
        Guid? objectType = null;
        Guid? inheritedType = null;
        if (entry[0] is AllowedObjectType or DeniedObjectType)
        {
            var present = BinaryPrimitives.ReadInt32LittleEndian(entry[at..]);
            at += 4;
            if ((present & HasObjectType) != 0) objectType = Take(entry, ref at);
            if ((present & HasInheritedType) != 0) inheritedType = Take(entry, ref at);
        }

        return raw with { Account = SecurityIdentifier.Read(entry[at..]), Rights = rights, ObjectType = objectType, InheritedType = inheritedType };
    }

    private static Guid Take(ReadOnlySpan<byte> entry, ref int at)
    {
        var id = new Guid(entry.Slice(at, 16));
        at += 16;
        return id;
    }

    private static int Put(byte[] target, int at, Guid id)
    {
        id.TryWriteBytes(target.AsSpan(at));
        return 16;
    }

    private bool Reaches(AccessInheritance wanted)
    {
        var below = Inheritance.HasFlag(AccessInheritance.Containers);
        if (wanted.HasFlag(AccessInheritance.Containers) && (!below || Inheritance.HasFlag(AccessInheritance.NoPropagation))) return false;
        var here = !Inheritance.HasFlag(AccessInheritance.InheritOnly);
        return here || wanted.HasFlag(AccessInheritance.InheritOnly);
    }
}
