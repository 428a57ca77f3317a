using HybridGroups.GraphSimulator.Hosting;
using HybridGroups.GraphSimulator.Protocol;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Tenant;

namespace HybridGroups.GraphSimulator.Routes;

/// <summary>What a handler works with: the request, the tenant and the replica this request reads from.</summary>
internal sealed class RouteContext(SimulatorCore core, GraphRequest request, StoreView view, string[] values)
{
    public SimulatorCore Core { get; } = core;

    public GraphRequest Request { get; } = request;

    public StoreView View { get; } = view;

    /// <summary>The path's variable parts, in order.</summary>
    public string[] Values { get; } = values;

    public DirectoryStore Store => Core.Store;

    public DirectorySchema Schema => Core.Store.Schema;

    /// <summary>The object a path names, as this replica knows it, or 404.</summary>
    public DirectoryObject Find(ObjectKind kind, string key)
    {
        if (Guid.TryParse(key, out var id))
            return View.FindLive(id) is { } found && found.Kind == kind ? found : throw GraphFailure.NotFound(key);
        var property = key.StartsWith('(') ? key[1..key.IndexOf('=', StringComparison.Ordinal)] : AlternateKey(kind);
        var value = key.StartsWith('(') ? key[(key.IndexOf('=', StringComparison.Ordinal) + 1)..^1] : key;
        if (property is null || !Schema[kind].TryFind(property, out var definition))
            throw GraphFailure.BadRequest($"Invalid object identifier '{key}'.");
        return View.LiveOf(kind).FirstOrDefault(candidate => string.Equals(
                View.StateOf(candidate)!.Properties.Get(definition.Index) as string, value, StringComparison.OrdinalIgnoreCase))
            ?? throw GraphFailure.NotFound(value);
    }

    /// <summary>
    /// A write addresses the primary, but its path is looked up on a replica first: what was made a moment ago may not be found.
    /// </summary>
    public DirectoryObject FindToWrite(ObjectKind kind, string key)
    {
        var found = Find(kind, key);
        return found.State.IsLive ? found : throw GraphFailure.NotFound(key);
    }

    private static string? AlternateKey(ObjectKind kind) => kind == ObjectKind.User ? "userPrincipalName" : null;
}
