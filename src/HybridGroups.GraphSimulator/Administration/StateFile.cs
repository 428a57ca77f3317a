using System.Text.Json;
using HybridGroups.GraphSimulator.Hosting;
using HybridGroups.GraphSimulator.Query;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Tenant;

namespace HybridGroups.GraphSimulator.Administration;

/// <summary>The tenant's objects in a file, a JSON line each. Links and tokens given out before do not survive.</summary>
internal static class StateFile
{
    public static void Save(SimulatorCore core, string path)
    {
        var temporary = path + ".new";
        using (var stream = File.Create(temporary))
        {
            foreach (var target in core.Store.Objects)
            {
                if (target.State.Lifecycle == Lifecycle.Purged)
                    continue;
                using (var writer = new Utf8JsonWriter(stream))
                    Write(writer, core.Store, target);
                stream.WriteByte((byte)'\n');
            }
        }

        File.Move(temporary, path, overwrite: true);
    }

    public static void Load(SimulatorCore core, string path)
    {
        var relations = new List<(DirectoryObject Group, Relation Relation, List<Guid> Ids)>();
        foreach (var line in File.ReadLines(path))
        {
            var root = JsonSerializer.Deserialize<JsonElement>(line);
            var kind = core.Store.Schema.ByTypeName(root.GetProperty("kind").GetString()!)!;
            var values = new Dictionary<ushort, object?>();
            foreach (var property in root.GetProperty("properties").EnumerateObject())
                values[kind[property.Name].Index] = ValueReader.Read(kind[property.Name], property.Value, kind.TypeName);
            var target = core.Store.Seed(root.GetProperty("id").GetGuid(), kind.Kind, PropertyBag.Empty.With(values));
            if (root.TryGetProperty("deleted", out _))
                core.Store.SoftDelete(target);
            foreach (var relation in Enum.GetValues<Relation>())
            {
                if (root.TryGetProperty(relation.ToString(), out var ids))
                    relations.Add((target, relation, ids.EnumerateArray().Select(id => id.GetGuid()).ToList()));
            }

            if (target.Kind == ObjectKind.Group)
                core.Dynamic.Touch(target);
        }

        foreach (var (group, relation, ids) in relations)
            DirectoryStore.ListOf(group, relation).Seed([.. ids.Select(id => core.Store.Find(id)!.Ordinal).Order()]);
        core.Delta.Generation++;
    }

    private static void Write(Utf8JsonWriter writer, DirectoryStore store, DirectoryObject target)
    {
        var kind = store.Schema[target.Kind];
        writer.WriteStartObject();
        writer.WriteString("id", target.Id);
        writer.WriteString("kind", kind.TypeName);
        if (!target.State.IsLive)
            writer.WriteBoolean("deleted", true);
        writer.WriteStartObject("properties");
        foreach (var property in kind.Properties)
        {
            if (target.State.Properties.Has(property.Index))
                ValueWriter.Write(writer, property, target.State.Properties.Get(property.Index));
        }

        writer.WriteEndObject();
        foreach (var (relation, list) in new[] { (Relation.Members, target.Members), (Relation.Owners, target.Owners) })
        {
            if (list is null)
                continue;
            writer.WriteStartArray(relation.ToString());
            foreach (var ordinal in list.Current)
                writer.WriteStringValue(store[ordinal].Id);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
