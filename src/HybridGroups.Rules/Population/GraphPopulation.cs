using System.Collections.Immutable;
using System.Text.Json;
using HybridGroups.Rules.Properties;
using HybridGroups.Rules.Values;

namespace HybridGroups.Rules.Population;

/// <summary>Users, devices and groups of a document in Graph's form, with their links to one another resolved.</summary>
/// <param name="Now">The time that the document says it is, if it says so.</param>
public sealed record GraphPopulation(
    DateTimeOffset? Now,
    ImmutableArray<DirectoryObject> Users,
    ImmutableArray<DirectoryObject> Devices,
    ImmutableArray<DirectoryObject> Groups)
{
    public ImmutableArray<DirectoryObject> Of(RuleSubject subject) => subject switch
    {
        RuleSubject.User => Users,
        RuleSubject.Device => Devices,
        _ => Groups,
    };

    /// <exception cref="FormatException">The document is not a population; the message says where.</exception>
    public static GraphPopulation Read(JsonElement document)
    {
        if (document.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("A population is an object with \"users\", \"devices\" and \"groups\".");
        }

        DateTimeOffset? now = null;
        if (document.TryGetProperty("now", out var stated) && stated.ValueKind == JsonValueKind.String)
        {
            now = IsoDate.TryParse(stated.GetString(), out var instant)
                ? instant
                : throw new FormatException($"\"now\" is not an ISO 8601 date-time: {stated.GetString()}");
        }

        var users = Objects(document, "users");
        var devices = Objects(document, "devices");
        var groups = Objects(document, "groups");
        var nesting = Nesting(groups, [.. users, .. devices, .. groups]);
        var chain = Chain(users);
        return new GraphPopulation(
            now,
            Convert(RuleSubject.User, users, nesting, chain),
            Convert(RuleSubject.Device, devices, nesting, chain),
            Convert(RuleSubject.Group, groups, nesting, chain));
    }

    private static List<(string Id, JsonElement Json)> Objects(JsonElement document, string name)
    {
        var found = new List<(string, JsonElement)>();
        if (!document.TryGetProperty(name, out var list) || list.ValueKind == JsonValueKind.Null)
        {
            return found;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            throw new FormatException($"\"{name}\" is not a list.");
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var json in list.EnumerateArray())
        {
            var id = json.ValueKind == JsonValueKind.Object && json.TryGetProperty("id", out var property) ? GraphObjectReader.Text(property) : null;
            if (string.IsNullOrEmpty(id))
            {
                throw new FormatException($"{name}[{found.Count}] has no id.");
            }

            if (!seen.Add(id))
            {
                throw new FormatException($"{name} holds {id} twice.");
            }

            found.Add((id, json));
        }

        return found;
    }

    // A membership may be told by the group or by the member.
    private static GroupNesting Nesting(List<(string Id, JsonElement Json)> groups, List<(string Id, JsonElement Json)> everything)
    {
        var nesting = new GroupNesting();
        foreach (var (id, json) in groups)
        {
            foreach (var member in GraphLinks.Of(json, "members"))
            {
                nesting.Add(id, member);
            }
        }

        foreach (var (id, json) in everything)
        {
            foreach (var group in GraphLinks.Of(json, "memberOf"))
            {
                nesting.Add(group, id);
            }
        }

        return nesting;
    }

    private static ManagerChain Chain(List<(string Id, JsonElement Json)> users)
    {
        var chain = new ManagerChain();
        foreach (var (id, json) in users)
        {
            foreach (var report in GraphLinks.Of(json, "directReports"))
            {
                chain.Set(report, id);
            }
        }

        // What the person's own entry says is nearer to the truth than what the manager's says.
        foreach (var (id, json) in users)
        {
            if (GraphLinks.Manager(json) is { } manager)
            {
                chain.Set(id, manager);
            }
        }

        return chain;
    }

    private static ImmutableArray<DirectoryObject> Convert(
        RuleSubject subject, List<(string Id, JsonElement Json)> objects, GroupNesting nesting, ManagerChain chain)
    {
        var reader = new GraphObjectReader(subject);
        var catalog = PropertyCatalog.Of(subject);
        catalog.TryFind("memberOf", out var memberOf);
        catalog.TryFind("transitiveMemberOf", out var transitiveMemberOf);
        var converted = ImmutableArray.CreateBuilder<DirectoryObject>(objects.Count);
        foreach (var (id, json) in objects)
        {
            var values = reader.Read(json);
            Set(values, memberOf!, PropertyValue.Of(nesting.Direct(id)));
            Set(values, transitiveMemberOf!, PropertyValue.Of(nesting.Transitive(id)));
            if (subject == RuleSubject.User)
            {
                Set(values, ManagerLinks.Manager, PropertyValue.Of(chain.Manager(id)));
                Set(values, ManagerLinks.Chain, PropertyValue.Of(chain.Above(id)));
            }

            converted.Add(new DirectoryObject(subject, id, values.AsReadOnly()));
        }

        return converted.MoveToImmutable();
    }

    private static void Set(IDictionary<RuleProperty, PropertyValue> values, RuleProperty property, PropertyValue? value)
    {
        if (value is not null)
        {
            values[property] = value;
        }
    }
}
