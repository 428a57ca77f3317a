using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using HybridGroups.ActiveDirectory.Mapping;

namespace HybridGroups.ActiveDirectory.Permissions;

/// <summary>The discretionary list of a self-relative security descriptor (MS-DTYP 2.4.6): what is read and written of it here.</summary>
public sealed class SecurityDescriptor
{
    private const int HeaderLength = 20;
    private const ushort SelfRelative = 0x8000;
    private const ushort ListPresent = 0x0004;
    private const ushort ListProtected = 0x1000;
    private const byte DirectoryRevision = 4;

    private readonly ushort control;

    private SecurityDescriptor(ushort control, IReadOnlyList<AccessEntry> entries)
    {
        this.control = control;
        Entries = entries;
    }

    public IReadOnlyList<AccessEntry> Entries { get; }

    /// <summary>Nothing is inherited from above.</summary>
    public bool IsProtected => (control & ListProtected) != 0;

    public static SecurityDescriptor Read(ReadOnlySpan<byte> bytes) =>
        TryRead(bytes, out var descriptor) ? descriptor : throw new FormatException("The bytes are not those of a security descriptor.");

    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out SecurityDescriptor? descriptor)
    {
        descriptor = null;
        if (bytes.Length < HeaderLength || bytes[0] != 1) return false;
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]);
        var at = BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]);
        var entries = new List<AccessEntry>();
        if ((flags & ListPresent) != 0 && at != 0)
        {
            if (at > bytes.Length - 8 || !TryReadEntries(bytes[(int)at..], entries)) return false;
        }

        descriptor = new SecurityDescriptor(flags, entries);
        return true;
    }

    /// <summary>With further entries where they belong: after what is denied, before what is inherited.</summary>
    public SecurityDescriptor With(IReadOnlyList<AccessEntry> added)
    {
        var entries = Entries.ToList();
        var at = entries.FindIndex(entry => entry.Inheritance.HasFlag(AccessInheritance.Inherited));
        if (at < 0) at = entries.Count;
        while (at > 0 && !entries[at - 1].IsDenied && !entries[at - 1].IsAllowed) at--;
        entries.InsertRange(at, added);
        return new SecurityDescriptor(control, entries);
    }

    public SecurityDescriptor Without(IReadOnlyList<AccessEntry> removed) =>
        new(control, [.. Entries.Where(entry => !removed.Contains(entry))]);

    /// <summary>A descriptor of an owner and nothing else: to be written with the flag that says so.</summary>
    public static byte[] OwnedBy(SecurityIdentifier owner)
    {
        var bytes = new byte[HeaderLength + owner.Length];
        bytes[0] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2), SelfRelative);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), HeaderLength);
        owner.ToBytes().CopyTo(bytes, HeaderLength);
        return bytes;
    }

    /// <summary>With the list alone: to be written with the flag that says so.</summary>
    public byte[] ToBytes()
    {
        var length = 8 + Entries.Sum(entry => entry.Bytes.Length);
        var bytes = new byte[HeaderLength + length];
        bytes[0] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2), (ushort)(control | SelfRelative | ListPresent));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(16), HeaderLength);
        var list = bytes.AsSpan(HeaderLength);
        list[0] = DirectoryRevision;
        BinaryPrimitives.WriteUInt16LittleEndian(list[2..], (ushort)length);
        BinaryPrimitives.WriteUInt16LittleEndian(list[4..], (ushort)Entries.Count);
        var at = 8;
        foreach (var entry in Entries)
        {
            entry.Bytes.Span.CopyTo(list[at..]);
            at += entry.Bytes.Length;
        }

        return bytes;
    }

    private static bool TryReadEntries(ReadOnlySpan<byte> list, List<AccessEntry> entries)
    {
        var count = BinaryPrimitives.ReadUInt16LittleEndian(list[4..]);
        var at = 8;
        for (var i = 0; i < count; i++)
        {
            if (at + 8 > list.Length) return false;
            var length = BinaryPrimitives.ReadUInt16LittleEndian(list[(at + 2)..]);
            if (length < 8 || at + length > list.Length) return false;
            try
            {
                entries.Add(AccessEntry.Read(list.Slice(at, length)));
            }
            catch (Exception e) when (e is FormatException or ArgumentOutOfRangeException)
            {
                return false;
            }

            at += length;
        }

        return true;
    }
}
