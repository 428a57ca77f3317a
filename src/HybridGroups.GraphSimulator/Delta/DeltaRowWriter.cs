using System.Text.Json;
using HybridGroups.GraphSimulator.Query;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Tenant;

namespace HybridGroups.GraphSimulator.Delta;

/// <summary>Writes rows of a delta page.</summary>
internal sealed class DeltaRowWriter(DirectoryStore store, Selection selection, bool minimal)
{
    public static void Removed(Utf8JsonWriter writer, DirectoryObject target)
    {
        writer.WriteStartObject();
        writer.WriteString("id", target.IdText);
        writer.WriteStartObject("@removed");
        // "changed" can be restored, "deleted" cannot.
        writer.WriteString("reason", target.State.Lifecycle == Lifecycle.SoftDeleted ? "changed" : "deleted");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>An empty slice leaves members@delta out altogether.</summary>
    public void Present(Utf8JsonWriter writer, DirectoryObject target, IReadOnlyList<int> members, DeltaRow? row)
    {
        var overtaken = row is { IsOvertaken: true };
        var state = overtaken && target.State.Previous is { IsLive: true } previous ? previous : target.State;
        writer.WriteStartObject();
        foreach (var property in selection.Properties)
        {
            if (property.Name is "hasMembersWithLicenseErrors" or "deletedDateTime" || !ObjectReader.WasEverSet(state, property))
                continue;
            if (minimal && row is { IsWhole: false } && property.Name != "id" && !row.Properties.Contains(property.Index))
                continue;
            ValueWriter.Write(writer, property, ObjectReader.Read(store.Schema, target, state, property));
        }

        if (members.Count > 0)
        {
            writer.WriteStartArray("members@delta");
            foreach (var ordinal in members)
                Member(writer, target, store[ordinal], overtaken);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private void Member(Utf8JsonWriter writer, DirectoryObject group, DirectoryObject member, bool overtaken)
    {
        var present = group.Members?.Contains(member.Ordinal) ?? false;
        writer.WriteStartObject();
        writer.WriteString("@odata.type", "#microsoft.graph." + store.Schema[member.Kind].TypeName);
        writer.WriteString("id", member.IdText);
        if (present == overtaken)
        {
            writer.WriteStartObject("@removed");
            writer.WriteString("reason", "deleted");
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
