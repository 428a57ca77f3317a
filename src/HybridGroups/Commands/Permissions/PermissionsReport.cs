using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HybridGroups.ActiveDirectory.Mapping;
using HybridGroups.ActiveDirectory.Permissions;

namespace HybridGroups.Commands.Permissions;

/// <summary>What is there and what is missing, for people and for programs.</summary>
internal static class PermissionsReport
{
    public static async Task WriteAsync(TextWriter writer, SecurityIdentifier account, IReadOnlyList<PermissionPlan> plans)
    {
        await writer.WriteLineAsync($"The account is {account}.");
        foreach (var plan in plans)
        {
            await writer.WriteLineAsync();
            await writer.WriteLineAsync(plan.Target.ToString());
            if (plan.TakesOwnership)
                await writer.WriteLineAsync("  owned by the system: the administrators take it over (O:BA), for nobody may change its permissions before");
            if (plan.Present.Count > 0) await writer.WriteLineAsync($"  {plan.Present.Count} entries are there");
            if (plan.IsComplete) continue;
            await writer.WriteLineAsync($"  {plan.Missing.Count} entries are missing:");
            foreach (var entry in plan.Missing) await writer.WriteLineAsync($"    {Sddl.Write(entry)}");
        }

        await writer.WriteLineAsync();
    }

    /// <param name="account">Whose permissions they are.</param>
    /// <param name="plans">As they were before anything was written.</param>
    /// <param name="granted">How many entries were written; null when none were to be.</param>
    /// <param name="isComplete">Whether everything is there now.</param>
    public static string Json(SecurityIdentifier account, IReadOnlyList<PermissionPlan> plans, int? granted, bool isComplete)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("account", account.ToString());
            json.WriteBoolean("complete", isComplete);
            if (granted is { } count) json.WriteNumber("granted", count);
            json.WriteStartArray("targets");
            foreach (var plan in plans) Write(json, plan);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Write(Utf8JsonWriter json, PermissionPlan plan)
    {
        json.WriteStartObject();
        json.WriteString("target", plan.Target.ToString());
        json.WriteBoolean("complete", plan.IsComplete);
        json.WriteBoolean("takesOwnership", plan.TakesOwnership);
        json.WriteString("missing", plan.IsComplete ? "" : plan.MissingSddl);
        json.WriteString("present", plan.Present.Count == 0 ? "" : Sddl.Write(plan.Present));
        json.WriteEndObject();
    }
}
