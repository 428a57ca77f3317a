using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Selection;

namespace HybridGroups.Sync.Planning;

/// <summary>Plans groups of Entra into Active Directory, for one policy.</summary>
internal sealed class WritebackPlanner(PlanBuilder plan, MemberTranslation translation, RuleBook rules, Baseline baseline)
{
    private readonly DirectoryModel model = plan.Model;

    // Names that this very plan gives away: two new groups of one name must not meet in the directory.
    private readonly HashSet<(DirectoryPath Container, string Name)> givenNames = [];
    private readonly HashSet<string> givenAccountNames = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whom the policy picks. Before anything is planned: groups within groups need to know which others will be there.</summary>
    public IReadOnlyList<CloudGroupView> Select(WritebackIntent intent)
    {
        if (!intent.IsEnabled || intent.IsSuspended) return [];
        var selected = GroupFilter.Select(intent, model, rules);
        plan.ToBeWrittenBack.UnionWith(selected.Select(group => group.Id));
        return selected;
    }

    public void Run(WritebackIntent intent, IReadOnlyList<CloudGroupView> selected)
    {
        var agree = 0;
        var unmatched = 0;
        var containers = intent.Containers.Select((choice, index) => (choice.Container, Ids: GroupFilter.Ids(rules, intent.ContainerRuleId(index)))).ToArray();
        if (intent.HonoursWritebackConfiguration && !model.WritebackWishesAreKnown && intent is { IsEnabled: true, IsSuspended: false })
        {
            plan.Report(
                intent.Ref, ProblemClasses.WritebackConfigurationUnread, intent.Ref.Name,
                "What the groups of Entra say about being written back (writebackConfiguration) could not be read. Groups that are written already are kept; no further ones are written.",
                "Let the application read groups in Graph's beta version (Group.Read.All), or set spec.selection.honourWritebackConfiguration to false.");
        }

        foreach (var group in selected)
        {
            var (isDone, lost) = Run(intent, group, containers.FirstOrDefault(choice => choice.Ids.Contains(group.Id)).Container ?? intent.Container);
            if (isDone) agree++;
            unmatched += lost;
        }

        plan.Conclude(new IntentOutcome(intent.Ref)
        {
            Selected = selected.Count,
            Silent = selected.Count == 0 && intent is { IsEnabled: true, IsSuspended: false } ? GroupFilter.Silent(intent, model, rules) : 0,
            InAgreement = agree,
            Unmatched = intent.ReportsUnmatched ? unmatched : 0,
        });
    }

    private (bool IsDone, int Unmatched) Run(WritebackIntent intent, CloudGroupView group, string container)
    {
        var found = model.Groups.WrittenBack.GetValueOrDefault(group.Id);
        if (found is { Count: > 1 })
        {
            plan.Report(
                intent.Ref, ProblemClasses.DuplicateAnchor, group.DisplayName,
                $"{found.Count} groups carry the mark of {group.DisplayName}: {string.Join("; ", found.Select(one => one.DistinguishedName))}.",
                "Decide which one is right and clear adminDescription (and msDS-ExternalDirectoryObjectId) of the others.");
            return (false, 0);
        }

        var present = found?[0];
        var target = present is null
            ? new TargetGroup(DirectorySide.ActiveDirectory, group.Id, IsNew: true, group.DisplayName)
            : new TargetGroup(DirectorySide.ActiveDirectory, present.Id, IsNew: false, present.DistinguishedName);
        if (!plan.Claim(intent.Ref, target)) return (false, 0);

        var members = WithoutLocalGroups(intent, group, translation.ToOnPremises(group.Id, intent.Nested));
        var unmatched = members.Unmatched;
        if (members.Members.Count + unmatched > intent.MaximumMembers)
        {
            plan.Report(
                intent.Ref, ProblemClasses.MaximumMembersExceeded, group.DisplayName,
                $"{group.DisplayName} has {members.Members.Count + unmatched} members; spec.members.maximum is {intent.MaximumMembers}. It is not written.",
                "Split the group, or raise spec.members.maximum.");
            return (false, unmatched);
        }

        var reason = $"{intent.Ref} writes {group.DisplayName} back";
        var isDone = present is null
            ? Create(intent, group, target, container, reason)
            : Move(intent, group, present, target, container) & Update(intent, group, present, target, reason);
        return (isDone & Members(intent, group, present, target, members, reason), unmatched);
    }

    private bool Create(WritebackIntent intent, CloudGroupView group, TargetGroup target, string container, string reason)
    {
        var name = FreeName(GroupNaming.CommonName(intent, group), group.Id, container, own: null);
        plan.Add(new PlannedChange.CreateOnPremisesGroup(intent.Ref, target, reason, new NewGroup(
            new WritebackAnchor(group.Id), name, container, FreeAccountName(intent, group, name), ShapeOf(intent, group).Kind)
        {
            CommonNameWhenTaken = GroupNaming.WithSuffix(name, group.Id),
            AccountNameWhenTaken = GroupNaming.AccountName(GroupNaming.WithSuffix(GroupNaming.AccountName(intent, group, name), group.Id)),
            Attributes = Attributes(intent, group),
        }));
        return false;
    }

    private bool Move(WritebackIntent intent, CloudGroupView group, OnPremisesObject present, TargetGroup target, string container)
    {
        var parent = DirectoryPath.ParentOf(present.DistinguishedName) ?? string.Empty;
        var moves = !DirectoryPath.Of(parent).Equals(DirectoryPath.Of(container));
        var name = FreeName(NameOf(intent, group, present), group.Id, container, present.Id);
        var renames = !string.Equals(DirectoryPath.Of(present.DistinguishedName).Name, name, StringComparison.Ordinal);
        if (!moves && !renames) return true;
        if (intent.ReportsDrift && baseline.Knows(present.Id) && baseline.Place(present.Id) == (name, container))
        {
            plan.Report(
                intent.Ref, ProblemClasses.Drift, present.DistinguishedName, $"{present.DistinguishedName} was moved or renamed by somebody else; it belongs to {container} as {name}.",
                "Move it back, or set spec.drift to Overwrite.");
            return false;
        }

        plan.Add(new PlannedChange.MoveOnPremisesGroup(
            intent.Ref, target, moves ? $"{intent.Ref} keeps it in {container}" : $"{group.DisplayName} is called {name}", renames ? name : null, moves ? container : null));
        return false;
    }

    private bool Update(WritebackIntent intent, CloudGroupView group, OnPremisesObject present, TargetGroup target, string reason)
    {
        var wanted = Attributes(intent, group).ToDictionary(StringComparer.OrdinalIgnoreCase);
        if (present.Group is { } facts && facts.Kind != ShapeOf(intent, group).Kind)
        {
            wanted["groupType"] = [ShapeOf(intent, group).Kind.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)];
        }

        var changed = wanted
            .Where(entry => string.Equals(entry.Key, "groupType", StringComparison.OrdinalIgnoreCase) || !present.All(entry.Key).SequenceEqual(entry.Value, StringComparer.Ordinal))
            .ToDictionary(StringComparer.OrdinalIgnoreCase);
        if (intent.ReportsDrift && baseline.Knows(present.Id))
        {
            foreach (var drifted in changed.Keys.Where(name => baseline.HasWritten(present.Id, name, wanted[name])).ToArray())
            {
                changed.Remove(drifted);
                plan.Report(
                    intent.Ref, ProblemClasses.Drift, present.DistinguishedName, $"{drifted} of {present.DistinguishedName} was changed by somebody else.",
                    "Change it back, or set spec.drift to Overwrite.");
            }
        }

        if (changed.Count == 0) return true;
        plan.Add(new PlannedChange.UpdateOnPremisesGroup(
            intent.Ref, target, reason, changed, changed.Keys.ToDictionary(name => name, present.All, StringComparer.OrdinalIgnoreCase)));
        return false;
    }

    private bool Members(
        WritebackIntent intent, CloudGroupView group, OnPremisesObject? present, TargetGroup target, TranslatedMembers members, string reason)
    {
        var wanted = members.Members;
        var now = present is null ? new HashSet<Guid>() : model.OnPremises.MembersOf(present.Id);
        if (intent.ReportsDrift && present is not null && baseline.Knows(present.Id))
        {
            var written = baseline.Members(present.Id);
            var drifted = now.Count(member => !written.Contains(member) && !wanted.Contains(new PlannedMember(member, IsNew: false)))
                + wanted.Count(member => !member.IsNew && written.Contains(member.Id) && !now.Contains(member.Id));
            if (drifted > 0)
            {
                plan.Report(
                    intent.Ref, ProblemClasses.Drift, present.DistinguishedName, $"{drifted} members of {present.DistinguishedName} were added or removed by somebody else.",
                    "Take it back, or set spec.drift to Overwrite.");
                wanted.ExceptWith([.. wanted.Where(member => !member.IsNew && written.Contains(member.Id) && !now.Contains(member.Id))]);
                wanted.UnionWith(now.Where(member => !written.Contains(member)).Select(member => new PlannedMember(member, IsNew: false)));
            }
        }

        return MemberDifference.Plan(plan, intent.Ref, target, members, now, reason, group.Id);
    }

    // Some servers refuse them and others do not; what such a membership means is for nobody to find out.
    private TranslatedMembers WithoutLocalGroups(WritebackIntent intent, CloudGroupView group, TranslatedMembers members)
    {
        PlannedMember[] local = [.. members.Members.Where(member => model.OnPremises.Find(member.Id)?.Group is { Kind.Scope: GroupScope.DomainLocal or GroupScope.Builtin })];
        foreach (var member in local.OrderBy(member => member.Id))
        {
            var name = model.NameOf(DirectorySide.ActiveDirectory, member.Id);
            plan.Report(
                intent.Ref, ProblemClasses.NotAllowed, group.DisplayName, $"{name} cannot be a member of {group.DisplayName}: a universal group cannot have a local group as a member.",
                $"Make {name} a universal group, or take it out of {group.DisplayName} in Entra.");
        }

        return local.Length == 0 ? members : members with { Members = [.. members.Members.Except(local)], Unmatched = members.Unmatched + local.Length };
    }

    // The group's own word on what it becomes goes before the policy's, where it is honoured.
    private static (GroupKind Kind, bool HasMail) ShapeOf(WritebackIntent intent, CloudGroupView group)
    {
        if (!group.IsMicrosoft365) return (GroupKind.UniversalSecurity, group.MailEnabled);
        return (intent.HonoursWritebackConfiguration ? group.OnPremisesGroupType : null) switch
        {
            "universalDistributionGroup" => (GroupKind.UniversalDistribution, true),
            "universalMailEnabledSecurityGroup" => (GroupKind.UniversalSecurity, true),
            "universalSecurityGroup" => (GroupKind.UniversalSecurity, false),
            _ => (intent.Microsoft365Becomes, intent.Microsoft365IsMailEnabled),
        };
    }

    private static Dictionary<string, IReadOnlyList<string>> Attributes(WritebackIntent intent, CloudGroupView group)
    {
        const int longestDescription = 448;
        const int longestDisplayName = 256;
        var description = group.Description?.Trim() ?? string.Empty;
        var attributes = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase)
        {
            ["displayName"] = [GroupNaming.Cut(group.DisplayName, longestDisplayName)],
            ["description"] = description.Length == 0 ? [] : [GroupNaming.Cut(description, longestDescription)],
        };
        if (!intent.WritesMail || !group.MailEnabled || !ShapeOf(intent, group).HasMail || group.Mail is not { Length: > 0 } mail) return attributes;
        // The primary address alone: the others belong to the cloud mailbox of the group.
        attributes["mail"] = [mail];
        attributes["mailNickname"] = [group.MailNickname ?? mail.Split('@')[0]];
        attributes["proxyAddresses"] = [$"SMTP:{mail}"];
        return attributes;
    }

    // A group that once needed the suffix keeps it when the name becomes free: names by which people find groups do not come and go.
    private static string NameOf(WritebackIntent intent, CloudGroupView group, OnPremisesObject present)
    {
        var wanted = GroupNaming.CommonName(intent, group);
        var suffixed = GroupNaming.WithSuffix(wanted, group.Id);
        return string.Equals(DirectoryPath.Of(present.DistinguishedName).Name, suffixed, StringComparison.Ordinal) ? suffixed : wanted;
    }

    private string FreeName(string name, Guid id, string container, Guid? own)
    {
        var path = DirectoryPath.Of(container);
        var isTaken = givenNames.Contains((path, name.ToUpperInvariant())) || (model.Names.WithName(name, path) is { } other && other != own);
        var free = isTaken ? GroupNaming.WithSuffix(name, id) : name;
        givenNames.Add((path, free.ToUpperInvariant()));
        return free;
    }

    private string FreeAccountName(WritebackIntent intent, CloudGroupView group, string commonName)
    {
        var name = GroupNaming.AccountName(intent, group, commonName);
        var isTaken = name.Length == 0 || givenAccountNames.Contains(name) || model.Names.WithAccountName(name) is not null;
        var free = isTaken ? GroupNaming.AccountName(GroupNaming.WithSuffix(name, group.Id)) : name;
        givenAccountNames.Add(free);
        return free;
    }
}
