using System.Buffers.Binary;
using HybridGroups.GraphSimulator.Schema;

namespace HybridGroups.GraphSimulator.Tenant;

/// <summary>Reads a property of an object, computed ones included.</summary>
internal static class ObjectReader
{
    public static object? Read(DirectorySchema schema, DirectoryObject target, ObjectState state, PropertyDefinition property) => property.Name switch
    {
        "id" => target.IdText,
        "deletedDateTime" => state.IsLive ? null : state.At,
        "securityIdentifier" => SecurityIdentifier(target.Id),
        _ => state.Properties.Get(property.Index),
    };

    /// <summary>Computed values are always there; stored ones only once they have been set.</summary>
    public static bool WasEverSet(ObjectState state, PropertyDefinition property) =>
        property.Name is "id" or "securityIdentifier" || state.Properties.Has(property.Index);

    public static string? Text(DirectorySchema schema, DirectoryObject target, string property, ObjectState? state = null) =>
        (state ?? target.State).Properties.Get(schema[target.Kind][property].Index) as string;

    public static bool? Flag(DirectorySchema schema, DirectoryObject target, string property, ObjectState? state = null) =>
        (state ?? target.State).Properties.Get(schema[target.Kind][property].Index) as bool?;

    public static string[] List(DirectorySchema schema, DirectoryObject target, string property, ObjectState? state = null) =>
        (state ?? target.State).Properties.Get(schema[target.Kind][property].Index) as string[] ?? [];

    /// <summary>S-1-12-1 and the sixteen bytes of the object id as four little-endian numbers.</summary>
    public static string SecurityIdentifier(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        return $"S-1-12-1-{BinaryPrimitives.ReadUInt32LittleEndian(bytes)}-{BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..])}"
            + $"-{BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..])}-{BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..])}";
    }
}
