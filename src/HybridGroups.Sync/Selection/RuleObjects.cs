using HybridGroups.Rules;
using HybridGroups.Rules.Engine;
using HybridGroups.Rules.Population;
using HybridGroups.Rules.Properties;
using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Model;

namespace HybridGroups.Sync.Selection;

/// <summary>The objects that rules of one source and subject look at, out of the model.</summary>
internal sealed class RuleObjects(DirectoryModel model, RuleSource source, RuleSubject subject, IReadOnlySet<RuleProperty> wanted)
{
    private readonly CloudRuleObjects ofCloud = new(wanted);
    private readonly RuleProperty? memberOf = Find(subject, "memberOf");
    private readonly RuleProperty? transitiveMemberOf = Find(subject, "transitiveMemberOf");
    private GroupNesting? nesting;
    private ManagerChain? managers;
    private Dictionary<string, Guid>? identities;

    private CloudObjectKind Kind => subject switch
    {
        RuleSubject.User => CloudObjectKind.User,
        RuleSubject.Device => CloudObjectKind.Device,
        _ => CloudObjectKind.Group,
    };

    /// <summary>Everybody, by column.</summary>
    public ObjectStore Store(bool withMemberships)
    {
        var store = new ObjectStore(subject);
        store.Expect(source == RuleSource.ActiveDirectory ? model.OnPremises.Count : model.Cloud.Live(Kind).Count);
        var values = new Dictionary<RuleProperty, PropertyValue>();
        foreach (var id in Ids())
        {
            values.Clear();
            if (!Read(id, withMemberships, values)) continue;
            var row = store.AddRow(id.ToString("D"));
            foreach (var (property, value) in values) store.Set(row, property, value);
        }

        return store;
    }

    /// <summary>Who is there: ids of Entra, and of Active Directory for those whom Entra does not have.</summary>
    private IEnumerable<Guid> Ids()
    {
        if (source != RuleSource.ActiveDirectory)
        {
            foreach (var id in model.Cloud.Live(Kind)) yield return id;
        }

        if (source == RuleSource.Entra) yield break;
        foreach (var item in model.OnPremises.Objects)
        {
            if (OnPremisesRuleObjects.SubjectOf(item) == subject && (source == RuleSource.ActiveDirectory || CloudOf(item.Id) is null)) yield return item.Id;
        }
    }

    /// <summary>The object; null when there is none of this id for these rules.</summary>
    public DirectoryObject? Find(Guid id, bool withMemberships)
    {
        var values = new Dictionary<RuleProperty, PropertyValue>(wanted.Count);
        return Read(id, withMemberships, values) ? new DirectoryObject(subject, id.ToString("D"), values) : null;
    }

    // False when there is none of this id for these rules.
    private bool Read(Guid id, bool withMemberships, Dictionary<RuleProperty, PropertyValue> values)
    {
        if (!ReadValues(id, values)) return false;
        if (withMemberships) AddMemberships(id, values);
        return true;
    }

    private bool ReadValues(Guid id, Dictionary<RuleProperty, PropertyValue> values)
    {
        if (source != RuleSource.ActiveDirectory && model.Cloud.PropertiesOf(Kind, id) is { } properties)
        {
            // What Entra says is written over what Active Directory does.
            if (source == RuleSource.Merged && OnPremisesOf(id) is { } paired && model.OnPremises.Find(paired) is { } other)
                OnPremisesRuleObjects.Read(other, subject, IdentityOf, wanted, values);
            ofCloud.Read(id, properties, values);
            return true;
        }

        if (source == RuleSource.Entra || model.OnPremises.Find(id) is not { } item || OnPremisesRuleObjects.SubjectOf(item) != subject) return false;
        OnPremisesRuleObjects.Read(item, subject, IdentityOf, wanted, values);
        return true;
    }

    private void AddMemberships(Guid id, Dictionary<RuleProperty, PropertyValue> values)
    {
        nesting ??= ReadNesting();
        Put(values, memberOf, PropertyValue.Of(Groups(id, nesting.Direct)));
        Put(values, transitiveMemberOf, PropertyValue.Of(Groups(id, nesting.Transitive)));
        if (subject != RuleSubject.User || source == RuleSource.Entra) return;
        managers ??= ReadManagers();
        Put(values, ManagerLinks.Chain, PropertyValue.Of(managers.Above(id.ToString("D"))));
    }

    private IEnumerable<string?> Groups(Guid id, Func<string, IReadOnlyList<string>> of)
    {
        var own = of(id.ToString("D"));
        return source == RuleSource.Merged && OnPremisesOf(id) is { } paired ? own.Concat(of(paired.ToString("D"))) : own;
    }

    private GroupNesting ReadNesting()
    {
        var read = new GroupNesting();
        if (source != RuleSource.ActiveDirectory)
        {
            foreach (var group in model.Cloud.Live(CloudObjectKind.Group))
            {
                foreach (var member in model.Cloud.EffectiveMembers(group)) read.Add(group.ToString("D"), member.ToString("D"));
            }
        }

        if (source != RuleSource.Entra)
        {
            foreach (var group in model.OnPremises.GroupsWithMembers)
            {
                foreach (var member in model.OnPremises.MembersOf(group)) read.Add(group.ToString("D"), member.ToString("D"));
            }
        }

        return read;
    }

    private ManagerChain ReadManagers()
    {
        var read = new ManagerChain();
        foreach (var person in model.OnPremises.Objects.Where(item => item.Kind == OnPremisesObjectKind.User))
        {
            if (person.First("manager") is { } manager && IdentityOf(manager) is { } id) read.Set(SeenAs(person.Id).ToString("D"), id.ToString("D"));
        }

        return read;
    }

    private Guid? IdentityOf(string distinguishedName) => IdentityOnPremises(distinguishedName) is { } id ? SeenAs(id) : null;

    // Over both directories everybody goes by the id of Entra who has one.
    private Guid SeenAs(Guid onPremises) => source == RuleSource.Merged ? CloudOf(onPremises) ?? onPremises : onPremises;

    private Guid? IdentityOnPremises(string distinguishedName)
    {
        // With the extended-name control the identity precedes the name, and stays when whoever it names is moved or renamed.
        const string mark = "<GUID=";
        if (distinguishedName.StartsWith(mark, StringComparison.OrdinalIgnoreCase) && distinguishedName.IndexOf('>') is > 0 and var end
            && Guid.TryParse(distinguishedName.AsSpan(mark.Length, end - mark.Length), out var named)) return named;
        identities ??= model.OnPremises.Objects.ToDictionary(item => item.DistinguishedName, item => item.Id, StringComparer.OrdinalIgnoreCase);
        return identities.TryGetValue(distinguishedName, out var id) ? id : null;
    }

    private Guid? CloudOf(Guid onPremises) => subject == RuleSubject.Group ? model.Groups.CloudOf(onPremises) : model.People.CloudOf(onPremises);

    private Guid? OnPremisesOf(Guid cloud) => subject == RuleSubject.Group ? model.Groups.OnPremisesOf(cloud) : model.People.OnPremisesOf(cloud);

    private static RuleProperty? Find(RuleSubject subject, string key) => PropertyCatalog.Of(subject).TryFind(key, out var property) ? property : null;

    private static void Put(Dictionary<RuleProperty, PropertyValue> values, RuleProperty? property, PropertyValue? value)
    {
        if (property is not null && value is not null) values[property] = value;
    }
}
