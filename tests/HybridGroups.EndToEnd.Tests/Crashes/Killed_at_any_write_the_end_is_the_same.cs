using HybridGroups.Controllers.Connectors;
using HybridGroups.Directories;
using HybridGroups.EndToEnd.Tests.Engine;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Safety;
using Ldap;
using Microsoft.Extensions.Logging.Abstractions;

namespace HybridGroups.EndToEnd.Tests.Crashes;

/// <summary>
/// The engine against the real domain and the tenant, ended before or after a random write, again and again, remembering nothing.
/// What it comes to is what it would have come to undisturbed: no group doubled, none lost, no member wrong.
/// </summary>
public sealed class Killed_at_any_write_the_end_is_the_same(SharedSurroundings surroundings)
{
    private const int KillPoints = 200;
    private const int Seed = 20261121;

    [Fact]
    public async Task Two_hundred_times()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        var random = new Random(Seed);
        var kill = new KillSwitch();
        var people = new List<Person>();
        for (var number = 0; number < 6; number++) people.Add(await company.HireAsync("Sales"));
        var cloudGroups = Enumerable.Range(1, 4).Select(number => company.Entra.AddGroup($"Cloud {number}")).ToList();
        var onPremisesGroups = new List<(Guid Id, DistinguishedName Name)>();
        for (var number = 1; number <= 3; number++) onPremisesGroups.Add(await company.AddGroupAsync($"Local {number}", people[number]));
        var audit = new CountingAudit();
        var round = 0;

        while (kill.Struck < KillPoints)
        {
            round++;
            await ShuffleAsync(company, random, people, cloudGroups, onPremisesGroups, round);
            for (var attempt = 0; attempt < 6; attempt++)
            {
                kill.Arm(random.Next(1, 5), after: random.Next(2) == 0);
                try
                {
                    await RunAsync(company, kill, audit);
                    break; // there was less to write than that
                }
                catch (PowerFailureException)
                {
                    // The next life begins with nothing.
                }
            }

            kill.Disarm();
            await RunAsync(company, kill, audit);
            await AgreesAsync(company, cloudGroups, onPremisesGroups, people, $"round {round} of seed {Seed}, after {kill.Struck} failures");
        }

        TestContext.Current.SendDiagnosticMessage($"{kill.Struck} failures of power in {round} rounds, {audit.Deleted} groups deleted on purpose");
        // A deletion whose process ended right after it was told by nobody.
        audit.Deleted.ShouldBeInRange(1, deletions, "a group was deleted that nobody had deleted");
    }

    private int deletions;

    /// <summary>What people do in a day, on both sides.</summary>
    private async Task ShuffleAsync(
        Company company, Random random, List<Person> people, List<Guid> cloudGroups, List<(Guid Id, DistinguishedName Name)> onPremisesGroups, int round)
    {
        foreach (var group in cloudGroups)
        {
            company.Entra.Update(group, ("displayName", $"Cloud, {round} {group.ToString("D")[..4]}"), ("description", $"round {round}"));
            foreach (var person in people)
            {
                if (random.Next(2) == 0) company.Entra.AddMember(group, person.CloudId);
                else company.Entra.RemoveMember(group, person.CloudId);
            }
        }

        cloudGroups.Add(company.Entra.AddGroup($"New {round}"));
        if (cloudGroups.Count > 5)
        {
            var gone = cloudGroups[0];
            cloudGroups.RemoveAt(0);
            company.Entra.SoftDelete(gone);
            company.Entra.Purge(gone);
            deletions++;
        }

        foreach (var (_, name) in onPremisesGroups)
        {
            await company.ChangeAsync(name, LdapModification.Replace("description", $"round {round}"), LdapModification.Replace("member", people[random.Next(people.Count)].Name.ToString()));
        }
    }

    private static async Task RunAsync(Company company, KillSwitch kill, IAuditTrail audit)
    {
        using var http = company.TrustingClient();
        var setup = company.Setup;
        var limits = new Limits { DeletedGroups = 100, DeletedGroupsPercent = 100, RemovedMembersPercent = 100, AddedMembersPercent = 10000 };
        IReadOnlyList<Intent> intents =
        [
            new WritebackIntent(new IntentRef(IntentKind.Writeback, "crashes", 1), limits, company.Cloud.ToString())
            {
                CommonName = "DisplayName", HardDeleted = RetirementPolicy.Delete, IncludesMicrosoft365 = false, HonoursWritebackConfiguration = false,
            },
            new GroupSyncIntent(new IntentRef(IntentKind.GroupSync, "crashes", 1), limits) { Containers = [DirectoryPath.Of(company.Groups.ToString())] },
        ];
        await using var connector = new RunningConnector(
            setup, new MortalDirectories(new RealDirectories(http, TimeProvider.System, NullLoggerFactory.Instance), kill),
            () => new ConnectorWork(intents, limits), _ => { }, audit, snapshot: null, TimeProvider.System, NullLogger.Instance);
        var report = await connector.RunOnceAsync(WakeReasons.Everything, () => { }, Company.Cancellation);
        report.BothAnswer.ShouldBeTrue(report.ActiveDirectory.Problem ?? report.Entra.Problem);
        report.Problems.ShouldBeEmpty();
        report.Held.ShouldBeNull();
    }

    private static async Task AgreesAsync(
        Company company, List<Guid> cloudGroups, List<(Guid Id, DistinguishedName Name)> onPremisesGroups, List<Person> people, string because)
    {
        var written = await company.FindAsync(LdapFilter.Has("adminDescription"));
        written.Select(entry => entry.Text("adminDescription")).ShouldBe(cloudGroups.Select(group => $"Group_{group:D}"), ignoreOrder: true, because);
        foreach (var group in cloudGroups)
        {
            var entry = written.Single(one => one.Text("adminDescription") == $"Group_{group:D}");
            entry.Text("displayName").ShouldBe((string?)company.Entra.Read(group, "displayName"), because);
            entry.Texts("member").ShouldBe(
                people.Where(person => company.Entra.MembersOf(group).Contains(person.CloudId)).Select(person => person.Name.ToString()), ignoreOrder: true, because);
        }

        foreach (var (id, name) in onPremisesGroups)
        {
            var synced = company.Synced(id).ShouldNotBeNull(because);
            var members = (await company.FindAsync(LdapFilter.Is("cn", name.Rdn.Value))).Single().Texts("member");
            company.Entra.MembersOf(synced).ShouldBe(people.Where(person => members.Contains(person.Name.ToString())).Select(person => person.CloudId), ignoreOrder: true, because);
        }

        company.Entra.Snapshot().DisplayNames.Values.Count(name => name.StartsWith("Local ", StringComparison.Ordinal)).ShouldBe(onPremisesGroups.Count, because);
    }

    private sealed class CountingAudit : IAuditTrail
    {
        public int Deleted { get; private set; }

        public void Write(AuditRecord entry)
        {
            if (entry.Change.StartsWith("Delete", StringComparison.Ordinal) && entry.Error is null) Deleted++;
        }
    }
}
