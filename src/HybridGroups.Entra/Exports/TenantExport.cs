using System.Text.Encodings.Web;
using System.Text.Json;
using HybridGroups.Sync.Cloud;
using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Cloud.Groups;
using HybridGroups.Sync.Cloud.Problems;

namespace HybridGroups.Entra.Exports;

/// <summary>
/// What the engine knows of a tenant, in Graph's own names: <c>{"tenant", "now", "users", "devices", "groups"}</c>. It is a population
/// for <c>rule evaluate</c> too. People and devices are written as they come.
/// </summary>
public sealed class TenantExport(Stream output, TimeProvider time)
{
    internal const string NewGroupsAreWrittenBack = "newGroupsAreWrittenBack";
    internal const string WritebackWish = "writebackConfiguration";

    private const int FlushEvery = 200;

    // What the model keeps as its JSON text.
    private static readonly string[] Nested = ["assignedLicenses", "assignedPlans"];

    /// <summary>How many objects were written.</summary>
    public int Count { get; private set; }

    public async Task WriteAsync(ICloudReader tenant, Guid tenantId, CancellationToken cancellation)
    {
        await using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("tenant", tenantId);
        json.WriteString("now", time.GetUtcNow());
        if (await AskDefaultAsync(tenant, cancellation) is { } isEnabled) json.WriteBoolean(NewGroupsAreWrittenBack, isEnabled);
        await WriteAsync(json, "users", tenant, CloudObjectKind.User, cancellation);
        await WriteAsync(json, "devices", tenant, CloudObjectKind.Device, cancellation);
        json.WriteStartArray("groups");
        await WriteGroupsAsync(json, tenant, cancellation);
        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancellation);
    }

    // Many tenants do not tell an application; the engine's own default holds then, in a plan from files too.
    private static async Task<bool?> AskDefaultAsync(ICloudReader tenant, CancellationToken cancellation)
    {
        try
        {
            return (await tenant.ReadWritebackDefaultAsync(cancellation)).IsEnabled;
        }
        catch (CloudException)
        {
            return null;
        }
    }

    private async Task WriteGroupsAsync(Utf8JsonWriter json, ICloudReader tenant, CancellationToken cancellation)
    {
        var mirror = new CloudMirror();
        var members = new Dictionary<Guid, SortedDictionary<Guid, CloudMemberKind>>();
        await foreach (var change in tenant.ReadChangesAsync(CloudObjectKind.Group, from: null, cancellation))
        {
            mirror.Apply(change);
            if (change is CloudChange.RoundStarted) members.Clear();
            if (change is CloudChange.MemberPresent present) Of(present.Group)[present.Member] = present.Kind;
            if (change is CloudChange.MemberGone gone) Of(gone.Group).Remove(gone.Member);
        }

        var wishes = await AskWishesAsync(tenant, cancellation);
        foreach (var group in mirror.Live(CloudObjectKind.Group).Order())
        {
            json.WriteStartObject();
            WriteProperties(json, group, mirror.PropertiesOf(CloudObjectKind.Group, group)!);
            if (wishes?.GetValueOrDefault(group) is { } wish)
            {
                json.WriteStartObject(WritebackWish);
                if (wish.IsEnabled is { } isWritten) json.WriteBoolean("isEnabled", isWritten);
                if (wish.OnPremisesGroupType is { } type) json.WriteString("onPremisesGroupType", type);
                json.WriteEndObject();
            }

            json.WriteStartArray("members");
            foreach (var (member, kind) in Of(group))
            {
                json.WriteStartObject();
                json.WriteString("id", member);
                json.WriteString("@odata.type", $"#microsoft.graph.{char.ToLowerInvariant(kind.ToString()[0])}{kind.ToString()[1..]}");
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            if (++Count % FlushEvery == 0) await json.FlushAsync(cancellation);
        }

        SortedDictionary<Guid, CloudMemberKind> Of(Guid group)
        {
            if (!members.TryGetValue(group, out var list)) members[group] = list = [];
            return list;
        }
    }

    private async Task WriteAsync(Utf8JsonWriter json, string name, ICloudReader tenant, CloudObjectKind kind, CancellationToken cancellation)
    {
        json.WriteStartArray(name);
        var written = new HashSet<Guid>();
        await foreach (var change in tenant.ReadChangesAsync(kind, from: null, cancellation))
        {
            if (change is not CloudChange.Present { Object: var item } || !written.Add(item.Id)) continue;
            json.WriteStartObject();
            WriteProperties(json, item.Id, item.Properties);
            json.WriteEndObject();
            if (++Count % FlushEvery == 0) await json.FlushAsync(cancellation);
        }

        json.WriteEndArray();
    }

    // Null when they cannot be read: then a plan from the file must not take silence for an answer.
    private static async Task<Dictionary<Guid, WritebackConfiguration>?> AskWishesAsync(ICloudReader tenant, CancellationToken cancellation)
    {
        try
        {
            var wishes = new Dictionary<Guid, WritebackConfiguration>();
            await foreach (var wish in tenant.ReadWritebackConfigurationsAsync(cancellation)) wishes[wish.Group] = wish;
            return wishes;
        }
        catch (CloudException)
        {
            return null;
        }
    }

    private static void WriteProperties(Utf8JsonWriter json, Guid id, IReadOnlyDictionary<string, object?> properties)
    {
        json.WriteString("id", id);
        foreach (var (name, value) in properties.Where(entry => entry.Key != WritebackWish).OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            json.WritePropertyName(name);
            if (value is string text && Nested.Contains(name, StringComparer.Ordinal)) json.WriteRawValue(text);
            else JsonSerializer.Serialize(json, value, value?.GetType() ?? typeof(object));
        }
    }
}
