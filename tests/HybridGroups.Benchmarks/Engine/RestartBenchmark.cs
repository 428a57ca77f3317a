using System.Diagnostics;
using System.Globalization;
using HybridGroups.Controllers.Connectors;
using HybridGroups.Controllers.Snapshots;
using HybridGroups.Rules;
using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Ports;
using HybridGroups.Sync.Safety;
using HybridGroups.Sync.Selection;
using Kube.Client.Metadata;
using Microsoft.Extensions.Logging.Abstractions;

namespace HybridGroups.Benchmarks.Engine;

/// <summary>How long a restart takes with a snapshot of a million people: from the file to the first plan.</summary>
internal static class RestartBenchmark
{
    /// <summary>The argument of the process that restarts.</summary>
    public const string Restarted = "restarted";

    private const int Users = 1_000_000;
    private const int MembersEach = 100;
    private const int Departments = 2_000;
    private const int Hired = 9;
    private const string Base = "DC=corp,DC=example,DC=com";

    private static readonly string[] FewValues =
        ["city", "companyName", "country", "jobTitle", "officeLocation", "postalCode", "preferredLanguage", "state", "usageLocation", "userType", "passwordPolicies", "employeeOrgData"];

    public static void Run()
    {
        Run(groups: 10_000);
        Run(groups: 100_000);
    }

    private static void Run(int groups)
    {
        var folder = Directory.CreateTempSubdirectory("hybrid-groups-restart-").FullName;
        try
        {
            Save(folder, groups);
            // In a process of its own, as it is: what the first one has in memory is nobody's help.
            using var again = Process.Start(Environment.ProcessPath!, [typeof(RestartBenchmark).Assembly.Location, Restarted, folder]);
            again.WaitForExit();
            if (again.ExitCode != 0) throw new InvalidOperationException("The restarted process failed.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Save(string folder, int groups)
    {
        var model = new DirectoryModel(Base, MatchingOrder.Default);
        Fill(model, groups);
        var snapshot = Open(folder);
        var save = Time(() => snapshot.SaveAtTheEnd(model, new Baseline(), new ConnectorReport(), new Dictionary<string, bool>(StringComparer.Ordinal)));
        if (snapshot.SavedAt is null) throw new InvalidOperationException($"It was not saved: {snapshot.Problem}");
        var size = new DirectoryInfo(folder).EnumerateFiles().Sum(file => file.Length);
        Say($"{Users} people in Entra with 25 attributes and as many in Active Directory, {groups} groups, {groups * MembersEach} memberships: saved in {save.TotalMilliseconds:0} ms, {size / 1048576.0:0} MiB");
    }

    public static void Restart(string folder)
    {
        var model = new DirectoryModel(Base, MatchingOrder.Default);
        var began = TimeProvider.System.GetTimestamp();
        if (Open(folder).Load(model, new Baseline(), lastWrite: null) is null) throw new InvalidOperationException("It was not taken up.");
        var (loaded, loadedWith) = (TimeProvider.System.GetElapsedTime(began), Process.GetCurrentProcess().TotalProcessorTime);
        var pauses = GC.GetTotalPauseDuration();
        (model.OnPremisesIsCurrent, model.CloudIsCurrent) = (true, true);
        IReadOnlyList<Intent> intents =
        [
            .. Enumerable.Range(0, 20).Select(number => Rule(string.Create(CultureInfo.InvariantCulture, $"(user.department -eq \"Department {number}\") -and (user.accountEnabled -eq true)"), number)),
        ];
        var planner = new Planner(model, new RuleBook(model), new Baseline());
        var plan = planner.Run(intents, DateTimeOffset.UnixEpoch);
        var planned = TimeProvider.System.GetElapsedTime(began);
        if (plan.Changes.Count == 0) throw new InvalidOperationException("Nothing was planned.");
        Say($"restart: read in {loaded.TotalMilliseconds:0} ms ({loadedWith.TotalMilliseconds:0} ms of processor, {pauses.TotalMilliseconds:0} ms of it collecting), first plan of 20 rules after {planned.TotalMilliseconds:0} ms ({Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds:0} ms of processor), {Process.GetCurrentProcess().WorkingSet64 / 1048576.0:0} MiB process");
        var hired = Enumerable.Range(Users, Hired).Select(number => Time(() => Hire(model, number, planner, intents)).TotalMilliseconds).Order().ToArray();
        Say($"somebody new in both directories: planned in {hired[Hired / 2]:0} ms (median of {Hired}), who is who included");
    }

    private static void Hire(DirectoryModel model, int number, Planner planner, IReadOnlyList<Intent> intents)
    {
        model.Cloud.Apply(new CloudChange.RoundStarted(CloudObjectKind.User, IsFull: false));
        FillPerson(model, number);
        model.Cloud.Apply(Completed(CloudObjectKind.User));
        model.OnPremises.Advance(new DirectoryCookie(new byte[] { 2 }));
        planner.Run(intents, DateTimeOffset.UnixEpoch);
        if (model.People.CloudOf(Id(1, number)) != Id(2, number)) throw new InvalidOperationException("Nobody knows who that is.");
    }

    private static DynamicRuleIntent Rule(string text, int number)
    {
        var rule = HybridGroups.Rules.Rule.Parse(text, RuleDialect.Extended).Rule ?? throw new InvalidOperationException($"{text} is no rule.");
        var name = string.Create(CultureInfo.InvariantCulture, $"rule{number}");
        return new DynamicRuleIntent(new IntentRef(IntentKind.DynamicRule, name, 1), new Limits(), Id(9, number), rule, RuleSource.Entra, new DynamicTarget.MadeEntraGroup(name, name, Description: null, IsMicrosoft365: false, Create: true));
    }

    private static void Fill(DirectoryModel model, int groups)
    {
        model.OnPremises.BeginFull();
        foreach (var kind in Enum.GetValues<CloudObjectKind>()) model.Cloud.Apply(new CloudChange.RoundStarted(kind, IsFull: true));
        for (var number = 0; number < Users; number++) FillPerson(model, number);
        for (var number = 0; number < groups; number++)
        {
            var group = Id(3, number);
            model.Cloud.Apply(new CloudChange.Present(new CloudObject(CloudObjectKind.Group, group, new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["displayName"] = string.Create(CultureInfo.InvariantCulture, $"Group {number}"),
                ["securityEnabled"] = true,
            })));
            for (var member = 0; member < MembersEach; member++)
            {
                model.Cloud.Apply(new CloudChange.MemberPresent(group, Id(2, (int)(((number * 7919L) + (member * 31)) % Users)), CloudMemberKind.User));
            }
        }

        model.OnPremises.CompleteFull(new DirectoryCookie(new byte[] { 1 }));
        foreach (var kind in Enum.GetValues<CloudObjectKind>())
        {
            model.Cloud.Apply(Completed(kind));
        }
    }

    private static CloudChange.RoundCompleted Completed(CloudObjectKind kind) =>
        new(kind, new CloudCheckpoint(kind, "link", "root", "tenant", "selection", DateTimeOffset.UnixEpoch));

    private static void FillPerson(DirectoryModel model, int number)
    {
        var (id, cloud) = (Id(1, number), Id(2, number));
        var name = string.Create(CultureInfo.InvariantCulture, $"user{number}");
        var department = string.Create(CultureInfo.InvariantCulture, $"Department {number % Departments}");
        var sid = string.Create(CultureInfo.InvariantCulture, $"S-1-5-21-1004336348-1177238915-682003330-{number}");
        model.OnPremises.Apply(new OnPremisesChange.Upserted(new OnPremisesObject(id, OnPremisesObjectKind.User, $"CN={name},OU=People,{Base}")
        {
            SecurityIdentifier = sid,
            Attributes = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase)
            {
                ["sAMAccountName"] = [name],
                ["userPrincipalName"] = [$"{name}@example.com"],
                ["mail"] = [$"{name}@example.com"],
                ["displayName"] = [name],
                ["department"] = [department],
                ["userAccountControl"] = ["512"],
                ["company"] = ["Example"],
                ["title"] = [$"Title {number % 300}"],
            },
        }));
        var properties = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["userPrincipalName"] = $"{name}@example.com",
            ["displayName"] = name,
            ["mail"] = $"{name}@example.com",
            ["mailNickname"] = name,
            ["accountEnabled"] = true,
            ["department"] = department,
            ["onPremisesImmutableId"] = Convert.ToBase64String(id.ToByteArray()),
            ["onPremisesSecurityIdentifier"] = sid,
            ["onPremisesSyncEnabled"] = true,
            ["onPremisesSamAccountName"] = name,
            ["givenName"] = $"Given {number % 5000}",
            ["surname"] = $"Family {number % 20000}",
            ["employeeId"] = number.ToString(CultureInfo.InvariantCulture),
        };
        for (var index = 0; index < FewValues.Length; index++) properties[FewValues[index]] = string.Create(CultureInfo.InvariantCulture, $"{FewValues[index]} {number % (20 + (index * 40))}");
        model.Cloud.Apply(new CloudChange.Present(new CloudObject(CloudObjectKind.User, cloud, properties)));
    }

    private static ConnectorSnapshot Open(string folder) => new SnapshotFolder(folder, TimeProvider.System, NullLoggerFactory.Instance).Of(
        new ObjectKey("bench", "corp"),
        new ConnectorSetup(
            "bench/corp", new ActiveDirectoryConnection(new ActiveDirectoryAddress([], AuthoritiesPem: null), Base, "account", "password"),
            new EntraConnection("tenant", "Public", new EntraSignIn.Secret("app", "secret")), MatchingOrder.Default));

    private static TimeSpan Time(Action action)
    {
        var began = TimeProvider.System.GetTimestamp();
        action();
        return TimeProvider.System.GetElapsedTime(began);
    }

    private static Guid Id(int kind, int number) => new(number, (short)kind, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, (byte)kind);

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
