using System.Globalization;
using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Safety;
using HybridGroups.Sync.Selection;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Convergence;

/// <summary>Two directories and what is wanted of them, thrown by dice: the same seed throws the same.</summary>
internal sealed class RandomWorld
{
    private static readonly string[] Names = ["Sales", "Sales, North", "FIN-Ledger", "FIN-Tax", "R&D + Labs", "sales", "Ops", "#1", "All = Nothing", "Übersee"];
    private static readonly string[] Departments = ["Sales", "IT", "HR"];
    private readonly Random random;
    private readonly List<Person> people = [];
    private readonly List<Guid> cloudOnly = [];
    private readonly List<Guid> onPremisesOnly = [];
    private int groups;

    public RandomWorld(int seed)
    {
        random = new Random(seed);
        people.AddRange(Directories.People(14));
        foreach (var number in Enumerable.Range(0, 3))
        {
            cloudOnly.Add(Directories.Tenant.PutPerson(Named("cloudonly", number)));
            onPremisesOnly.Add(Directories.Domain.PutPerson(Named("adonly", number)));
        }

        foreach (var person in people)
        {
            Directories.Tenant.Put(CloudObjectKind.User, person.Cloud, ("department", Any(Departments)));
            Directories.Domain.SetText(person.OnPremises, "department", Any(Departments));
        }

        for (var number = 0; number < 7; number++)
        {
            NewCloudGroup();
            NewGroup();
        }

        Intents = [Writeback(), GroupSync(), .. Rules()];
    }

    public TestDirectories Directories { get; } = new()
    {
        Limits = new Limits { DeletedGroups = int.MaxValue, DeletedGroupsPercent = 100, RemovedMembers = int.MaxValue, RemovedMembersPercent = 100, AddedMembers = int.MaxValue, AddedMembersPercent = 100000 },
    };

    public Intent[] Intents { get; private set; }

    /// <summary>As real as they are: some things happen to both directories, and some to what is wanted.</summary>
    public void Happen(int count)
    {
        for (; count > 0; count--) Happen();
        if (random.Next(2) == 0) Intents = [Writeback(), GroupSync(), .. Rules()];
    }

    private void Happen()
    {
        var (domain, tenant) = (Directories.Domain, Directories.Tenant);
        var cloudGroup = AnyOwn(tenant.Groups.Where(id => tenant.Get(CloudObjectKind.Group, id, "uniqueName") is null));
        var group = AnyOwn(domain.Objects.Where(item => item.Kind == OnPremisesObjectKind.Group && item.Group!.WrittenBackFrom is null).Select(item => item.Id));
        var written = AnyOwn(domain.Objects.Where(item => item.Group?.WrittenBackFrom is not null).Select(item => item.Id));
        var person = people[random.Next(people.Count)];
        switch (random.Next(16))
        {
            case 0:
                NewCloudGroup();
                break;
            case 1:
                NewGroup();
                break;
            case 2 or 3 when cloudGroup is { } there:
                tenant.AddMembers(there, CloudMembers());
                break;
            case 4 when cloudGroup is { } there:
                tenant.RemoveMembers(there, [.. tenant.MembersOf(there).Where(_ => random.Next(2) == 0)]);
                break;
            case 5 or 6 when group is { } there:
                domain.AddMembers(there, OnPremisesMembers());
                break;
            case 7 when group is { } there:
                domain.RemoveMembers(there, [.. domain.MembersOf(there).Where(_ => random.Next(2) == 0)]);
                break;
            case 8 when cloudGroup is { } there:
                tenant.Put(CloudObjectKind.Group, there, ("displayName", Any(Names)), ("description", random.Next(2) == 0 ? null : new string('d', random.Next(600))));
                break;
            case 9 when group is { } there:
                domain.SetText(there, "displayName", Any(Names));
                break;
            case 10 when cloudGroup is { } there:
                if (random.Next(2) == 0) tenant.SoftDelete(CloudObjectKind.Group, there);
                else tenant.HardDelete(CloudObjectKind.Group, there);
                break;
            case 11 when group is { } there:
                domain.Delete(there);
                break;
            case 12 when written is { } there:
                domain.TryMove(there, random.Next(2) == 0 ? Named("by somebody", random.Next(100)) : null, SimulatedActiveDirectory.Groups);
                break;
            case 13 when written is { } there:
                domain.AddMembers(there, OnPremisesMembers());
                break;
            case 14 when tenant.Has(person.Cloud):
                tenant.Put(CloudObjectKind.User, person.Cloud, ("department", Any(Departments)));
                break;
            case 15 when tenant.Has(person.Cloud) && random.Next(3) == 0:
                tenant.SoftDelete(CloudObjectKind.User, person.Cloud);
                break;
        }
    }

    private WritebackIntent Writeback() => Wish.Writeback() with
    {
        Limits = Directories.Limits,
        CommonName = Any(["GroupId", "DisplayName", "{displayName}"]),
        SamAccountName = random.Next(2) == 0 ? null : "{displayName}",
        Nested = (NestedHandling)random.Next(2),
        Containers = random.Next(2) == 0 ? [] : [new ContainerChoice(Wish.Parse("""group.displayName -startsWith "FIN" """), "OU=Finance," + SimulatedActiveDirectory.CloudGroups)],
        QuarantineContainer = SimulatedActiveDirectory.Quarantine,
        Rule = random.Next(3) == 0 ? Wish.Parse("""group.displayName -ne "Ops" """) : null,
        IncludesMicrosoft365 = random.Next(4) > 0,
        Microsoft365Becomes = random.Next(2) == 0 ? GroupKind.UniversalDistribution : GroupKind.UniversalSecurity,
        WritesMail = random.Next(2) == 0,
        HardDeleted = (RetirementPolicy)random.Next(3),
        SoftDeleted = (RetirementPolicy)random.Next(3),
        LeftScope = (RetirementPolicy)random.Next(3),
    };

    private GroupSyncIntent GroupSync() => Wish.GroupSync() with
    {
        Limits = Directories.Limits,
        DeletesInEntra = random.Next(2) == 0,
        Nested = (NestedHandling)random.Next(2),
        Rule = random.Next(3) == 0 ? Wish.Parse("""group.displayName -ne "Ops" """) : null,
        AsMicrosoft365 = random.Next(4) == 0,
        NameTemplate = Any(["{displayName}", "AD {cn}", "{samAccountName}"]),
    };

    private IEnumerable<DynamicRuleIntent> Rules()
    {
        var limits = Directories.Limits;
        yield return Wish.Rule($"""user.department -eq "{Any(Departments)}" """, Wish.MadeInEntra("Rule in Entra"), "a", (RuleSource)random.Next(3)) with { Limits = limits };
        yield return Wish.Rule($"""user.department -eq "{Any(Departments)}" """, Wish.MadeOnPremises("Rule in AD"), "b", (RuleSource)random.Next(3)) with { Limits = limits, ExcludeMembers = ["person0@example.com"] };
        yield return Wish.Rule("user.accountEnabled -eq true", Wish.MadeInEntra("Handed over"), "c") with { Limits = limits, EvaluatedByEntra = true, IsPaused = random.Next(2) == 0 };
    }

    private void NewCloudGroup()
    {
        var isMicrosoft365 = random.Next(3) == 0;
        var id = Directories.Tenant.PutGroup(Named("cloud", groups++), with: null, isMicrosoft365, ("displayName", Any(Names)), ("mail", isMicrosoft365 ? $"g{groups}@example.com" : null));
        Directories.Tenant.AddMembers(id, CloudMembers());
    }

    private void NewGroup()
    {
        var id = Directories.Domain.PutGroup(Named("group", groups++));
        Directories.Domain.SetText(id, "displayName", Any(Names));
        Directories.Domain.AddMembers(id, OnPremisesMembers());
    }

    private Guid[] CloudMembers() =>
    [
        .. people.Select(person => person.Cloud).Concat(cloudOnly).Concat(Directories.Tenant.Groups.Where(id => Directories.Tenant.Get(CloudObjectKind.Group, id, "uniqueName") is null).Order())
            .Where(id => random.Next(5) == 0 && Directories.Tenant.Has(id)),
    ];

    private Guid[] OnPremisesMembers() =>
    [
        .. people.Select(person => person.OnPremises).Concat(onPremisesOnly)
            .Concat(Directories.Domain.Objects.Where(item => item.Kind == OnPremisesObjectKind.Group && item.Group!.WrittenBackFrom is null).Select(item => item.Id).Order())
            .Where(_ => random.Next(5) == 0),
    ];

    private Guid? AnyOwn(IEnumerable<Guid> all)
    {
        var list = all.Order().ToArray();
        return list.Length == 0 ? null : list[random.Next(list.Length)];
    }

    private string Any(string[] of) => of[random.Next(of.Length)];

    private static string Named(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}{number}");
}
