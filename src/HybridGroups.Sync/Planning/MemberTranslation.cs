using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Model;

namespace HybridGroups.Sync.Planning;

/// <summary>The members of a group of the one directory, as members for the other.</summary>
internal sealed class MemberTranslation(PlanBuilder plan)
{
    private readonly DirectoryModel model = plan.Model;
    private Dictionary<string, Guid>? usersBySid;

    /// <summary>Members of a cloud group, for Active Directory.</summary>
    public TranslatedMembers ToOnPremises(Guid cloudGroup, NestedHandling nested)
    {
        var members = new HashSet<PlannedMember>();
        var doubts = TranslatedMembers.NoDoubts();
        var unmatched = 0;
        var seen = new HashSet<Guid> { cloudGroup };
        var pending = new Queue<Guid>([cloudGroup]);
        while (pending.TryDequeue(out var group))
        {
            foreach (var member in model.Cloud.EffectiveMembers(group))
            {
                if (model.People.OnPremisesOf(member) is { } person)
                {
                    members.Add(new PlannedMember(person, IsNew: false));
                }
                else if (model.Cloud.PropertiesOf(CloudObjectKind.Group, member) is null)
                {
                    unmatched++;
                    doubts.UnionWith(model.People.DoubtsAbout(member));
                }
                else if (nested == NestedHandling.Flatten)
                {
                    if (seen.Add(member)) pending.Enqueue(member);
                }
                else if (model.Groups.OnPremisesOf(member) is { } known)
                {
                    members.Add(new PlannedMember(known, IsNew: false));
                }
                else if (plan.ToBeWrittenBack.Contains(member))
                {
                    members.Add(new PlannedMember(member, IsNew: true));
                }
                else
                {
                    unmatched++; // a group that is not written back itself
                }
            }
        }

        return new TranslatedMembers(members, unmatched, doubts);
    }

    /// <summary>Members of a group of Active Directory, for Entra.</summary>
    public TranslatedMembers ToCloud(Guid onPremisesGroup, NestedHandling nested, bool peopleOnly)
    {
        var members = new HashSet<PlannedMember>();
        var doubts = TranslatedMembers.NoDoubts();
        var unmatched = 0;
        var seen = new HashSet<Guid> { onPremisesGroup };
        var pending = new Queue<Guid>([onPremisesGroup]);
        while (pending.TryDequeue(out var group))
        {
            foreach (var member in model.OnPremises.MembersOf(group))
            {
                var item = model.OnPremises.Find(member);
                if (item?.Kind == OnPremisesObjectKind.Group)
                {
                    if (nested == NestedHandling.Flatten || peopleOnly)
                    {
                        if (seen.Add(member)) pending.Enqueue(member);
                    }
                    else if (model.Groups.CloudOf(member) is { } known)
                    {
                        members.Add(new PlannedMember(known, IsNew: false));
                    }
                    else if (plan.ToBeSynced.TryGetValue(member, out var anchor))
                    {
                        members.Add(new PlannedMember(anchor, IsNew: true));
                    }
                    else
                    {
                        unmatched++;
                    }
                }
                else if (CloudOf(member, item) is { } person && !(peopleOnly && item?.Kind == OnPremisesObjectKind.Device))
                {
                    members.Add(new PlannedMember(person, IsNew: false));
                }
                else
                {
                    unmatched++;
                    doubts.UnionWith(model.People.DoubtsAbout(member));
                }
            }
        }

        return new TranslatedMembers(members, unmatched, doubts);
    }

    private Guid? CloudOf(Guid member, OnPremisesObject? item)
    {
        if (model.People.CloudOf(member) is { } person) return person;
        if (item?.Kind != OnPremisesObjectKind.ForeignSecurityPrincipal || item.SecurityIdentifier is not { } sid) return null;
        // Somebody of another domain stands here under a name made of his SID.
        usersBySid ??= ReadSids();
        return usersBySid.TryGetValue(sid, out var foreign) ? foreign : null;
    }

    private Dictionary<string, Guid> ReadSids()
    {
        var read = new Dictionary<string, Guid>(StringComparer.OrdinalIgnoreCase);
        foreach (var id in model.Cloud.Live(CloudObjectKind.User))
        {
            if (model.Cloud.PropertiesOf(CloudObjectKind.User, id)!.TryGetValue("onPremisesSecurityIdentifier", out var sid) && sid is string text) read.TryAdd(text, id);
        }

        return read;
    }
}
