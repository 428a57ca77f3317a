using System.Text.Json;
using HybridGroups.GraphSimulator.Faults;
using HybridGroups.GraphSimulator.Hosting;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Seeding;

namespace HybridGroups.GraphSimulator.Administration;

/// <summary>The administrator's side over HTTP: what the in-process one offers, for tests in other processes.</summary>
internal sealed class AdministrationEndpoint(Simulator simulator, SimulatorHost host)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public void Map(WebApplication app)
    {
        var admin = app.MapGroup("/admin");
        admin.MapGet("", () => Summary());
        admin.MapPost("/seed", async (HttpRequest request) =>
        {
            simulator.Seed(await BodyAsync<TenantSeed>(request));
            return Summary();
        });
        admin.MapGet("/faults", () => Results.Json(simulator.Faults, Json));
        admin.MapPut("/faults", async (HttpRequest request) =>
        {
            simulator.Faults = await BodyAsync<FaultSettings>(request);
            return Results.NoContent();
        });
        admin.MapPut("/profile/{name}", (string name) =>
        {
            if (!FaultProfiles.ByName.TryGetValue(name, out var profile))
                return Results.NotFound($"The profiles are {string.Join(", ", FaultProfiles.ByName.Keys)}.");
            simulator.Faults = profile;
            return Results.NoContent();
        });
        admin.MapPost("/script", async (HttpRequest request) =>
        {
            simulator.Script(await BodyAsync<ScriptedFault>(request));
            return Results.NoContent();
        });
        admin.MapPost("/clock/advance", (double seconds) =>
        {
            if (simulator.Core.Clock is not SimulatorClock clock)
                return Results.Conflict("This simulator runs on a clock of its host's.");
            clock.Advance(TimeSpan.FromSeconds(seconds));
            simulator.Tick();
            return Results.NoContent();
        });
        admin.MapPost("/objects/{type}", CreateAsync);
        admin.MapPatch("/objects/{id:guid}", UpdateAsync);
        admin.MapDelete("/objects/{id:guid}", (Guid id, bool? purge) => Done(() =>
        {
            if (purge == true)
                simulator.Purge(id);
            else
                simulator.SoftDelete(id);
        }));
        admin.MapPost("/objects/{id:guid}/restore", (Guid id) => Done(() => simulator.Restore(id)));
        admin.MapPut("/groups/{group:guid}/members/{member:guid}", (Guid group, Guid member) => Done(() => simulator.AddMember(group, member)));
        admin.MapDelete("/groups/{group:guid}/members/{member:guid}", (Guid group, Guid member) => Done(() => simulator.RemoveMember(group, member)));
        admin.MapGet("/groups/{group:guid}/members", (Guid group) => Results.Json(simulator.MembersOf(group), Json));
        admin.MapPost("/tokens/revoke", () => Done(simulator.RevokeTokens));
        admin.MapPost("/delta/reset", () => Done(simulator.ResetDelta));
        admin.MapPost("/sync/run", () => Done(simulator.RunOnPremisesSync));
        admin.MapPost("/notifications/deliver", async (CancellationToken cancellationToken) =>
        {
            await host.DeliverNotificationsAsync(cancellationToken);
            return Results.NoContent();
        });
        admin.MapGet("/journal", (bool? writes, long? after) => Results.Json(
            simulator.Journal.Where(entry => entry.Sequence > (after ?? 0) && (writes != true || entry.Committed)), Json));
        admin.MapDelete("/journal", () => Done(simulator.ClearJournal));
        admin.MapGet("/violations", () => Results.Json(simulator.Violations, Json));
        admin.MapPost("/save", (string path) => Done(() => simulator.Locked(() =>
        {
            StateFile.Save(simulator.Core, path);
            return 0;
        })));
    }

    private async Task<IResult> CreateAsync(string type, HttpRequest request)
    {
        if (simulator.Core.Store.Schema.ByTypeName(type) is not { } kind)
            return Results.NotFound();
        var id = simulator.Add(kind.Kind, Properties(kind, await BodyAsync<JsonElement>(request)));
        return Results.Json(new { id }, Json, statusCode: 201);
    }

    private async Task<IResult> UpdateAsync(Guid id, HttpRequest request)
    {
        if (simulator.Locked(() => simulator.Core.Store.Find(id)) is not { } target)
            return Results.NotFound();
        simulator.Update(id, Properties(simulator.Core.Store.Schema[target.Kind], await BodyAsync<JsonElement>(request)));
        return Results.NoContent();
    }

    private static (string Name, object? Value)[] Properties(KindSchema kind, JsonElement body) =>
    [
        .. body.EnumerateObject().Select(property => (property.Name, Query.ValueReader.Read(kind[property.Name], property.Value, kind.TypeName))),
    ];

    private IResult Summary() => simulator.Locked(() => Results.Json(new
    {
        tenantId = simulator.TenantId,
        clientId = Simulator.DefaultClientId,
        now = simulator.Core.Clock.GetUtcNow(),
        objects = simulator.Core.Store.Objects.Where(target => target.State.IsLive)
            .GroupBy(target => target.Kind).ToDictionary(group => group.Key.ToString(), group => group.Count(), StringComparer.Ordinal),
        memberships = simulator.Core.Store.Objects.Sum(target => (long)(target.Members?.Count ?? 0)),
        version = simulator.Core.Store.Version,
    }, Json));

    private static IResult Done(Action action)
    {
        action();
        return Results.NoContent();
    }

    private static async Task<T> BodyAsync<T>(HttpRequest request) =>
        await JsonSerializer.DeserializeAsync<T>(request.Body, Json, request.HttpContext.RequestAborted)
            ?? throw new BadHttpRequestException("A body is needed.");
}
