using System.Globalization;
using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Safety;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Accidents;

/// <summary>
/// Two directories in full agreement, in the hands of intents that delete whatever they may: the place where accidents happen.
/// </summary>
internal sealed class Corporation
{
    public Corporation(MatchingOrder? matching = null)
    {
        Directories = new TestDirectories(matching);
        Staff = Directories.People(40);
        foreach (var person in Staff.Take(15)) Directories.Tenant.Put(CloudObjectKind.User, person.Cloud, ("department", "Sales"));
        Teams = [.. Enumerable.Range(0, 6).Select(number => Directories.Tenant.PutGroup(Name("Team", number), Staff.Skip(number * 4).Take(12).Select(person => person.Cloud)))];
        Apps = [.. Enumerable.Range(0, 6).Select(number => Directories.Domain.PutGroup(Name("APP", number), Staff.Skip(number * 4).Take(12).Select(person => person.OnPremises)))];
        Settle();
        // The group of the rule is written back as well.
        Directories.Tenant.Put(CloudObjectKind.Group, SalesGroup, ("writebackConfiguration", """{"isEnabled":true}"""));
        Settle();
    }

    public TestDirectories Directories { get; }

    public Person[] Staff { get; }

    /// <summary>Groups of Entra, written back.</summary>
    public Guid[] Teams { get; }

    /// <summary>Groups of Active Directory, synced to Entra.</summary>
    public Guid[] Apps { get; }

    public WritebackIntent Writeback { get; set; } = Wish.DeletingWriteback() with { QuarantineContainer = SimulatedActiveDirectory.Quarantine };

    public GroupSyncIntent GroupSync { get; set; } = Wish.DeletingGroupSync();

    /// <summary>Keeps the group Sales in Entra.</summary>
    public DynamicRuleIntent Rule { get; set; } = Wish.Rule("""user.department -eq "Sales" """, Wish.MadeInEntra());

    public List<Intent> Further { get; } = [];

    public Intent[] Intents => [Writeback, GroupSync, Rule, .. Further];

    public IReadOnlyList<ObjectProblem> Problems { get; private set; } = [];

    public Guid WrittenFrom(Guid team) => Directories.Domain.WrittenBackFrom(team);

    public Guid MadeFrom(Guid app) => Directories.Tenant.Named(CloudAnchor.ForGroup(SimulatedActiveDirectory.BaseName, app).ToString())!.Value;

    public Guid SalesGroup => Directories.Tenant.Named(CloudAnchor.ForRule(Rule.RuleId).ToString())!.Value;

    /// <summary>Everything is as it is wanted, and how much there is is remembered.</summary>
    public void Settle()
    {
        Directories.Settle(Intents);
        Directories.OnPremisesObjectsBefore = Directories.Model.OnPremises.Count;
        Directories.CloudObjectsBefore = Reading.Kinds.Sum(kind => Directories.Model.Cloud.Live(kind).Count);
    }

    /// <summary>The next round: what has changed is read.</summary>
    public Verdict Round()
    {
        Directories.ReadChanges();
        return RoundAsKnown();
    }

    /// <summary>The next round with what the model knows.</summary>
    public Verdict RoundAsKnown()
    {
        var plan = Directories.PlanAsKnown(Intents);
        var verdict = Directories.Check(plan, Intents);
        Problems = [.. plan.Problems, .. verdict.Refused];
        return verdict;
    }

    private static string Name(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{number}");
}
