using System.Text;
using HybridGroups.Entra.Tests.Surroundings;
using HybridGroups.GraphSimulator.Hosting;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.Sync.Cloud.Groups;
using HybridGroups.Sync.Cloud.Memberships;
using HybridGroups.Sync.Cloud.Problems;

namespace HybridGroups.Entra.Tests.AllFaults;

/// <summary>
/// A day of an operator that uses every method of the ports, written down in words that do not depend on the faults of that day.
/// </summary>
internal sealed class Day(SimulatedTenant simulated)
{
    private const string Sku = "06ebc4ee-1bb5-47dd-8120-11324bc54e06";

    private readonly StringBuilder diary = new();
    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;
    private readonly List<Guid> users = [];

    private Simulator Tenant => simulated.Tenant;

    private EntraDirectory Directory => simulated.Directory;

    public async Task<string> LiveAsync()
    {
        for (var i = 0; i < 60; i++)
            users.Add(Tenant.AddUser($"person{i:D2}"));
        var synced = Tenant.AddSyncedGroup("synced");
        var licensed = Tenant.AddGroup("licensed", ("uniqueName", "licensed"));
        Tenant.AssignLicence(licensed, Sku);
        var static1 = Tenant.AddGroup("static");
        foreach (var user in users.Take(30))
            Tenant.AddMember(static1, user);
        Tenant.Add(ObjectKind.Device, ("displayName", "laptop"), ("deviceId", Guid.Empty.ToString()));
        var application = Tenant.Add(ObjectKind.Application, ("displayName", "hr"), ("appId", "77777777-8888-4999-8aaa-bbbbbbbbbbbb"));
        var extension = Tenant.AddExtension(application, "costCentre", "User");
        // What was made just now has to have arrived everywhere before the day begins.
        simulated.Clock.Advance(TimeSpan.FromMinutes(5));

        var mirror = await simulated.ReadAsync();
        await TenantFactsAsync(extension);
        var made = await GroupsAsync();
        await MembershipsAsync(made, static1, synced);
        await DeletionsAsync(made, synced, licensed);
        await DynamicAsync(made);
        await ConversionsAsync();
        await OwnersAndWritebackAsync(made);
        await AuthorityAsync(synced);
        await ChangesByOthersAsync(static1);
        await simulated.ReadUntilSettledAsync(mirror);
        mirror.ShouldMatch(Tenant.Snapshot());
        WriteFinalState();
        return diary.ToString();
    }

    private async Task TenantFactsAsync(string extension)
    {
        var tenant = await Directory.ReadTenantAsync(cancellation);
        Note($"tenant {tenant.Id} {string.Join(',', tenant.VerifiedDomains)}");
        foreach (var domain in await Directory.ReadDomainsAsync(cancellation))
            Note($"domain {domain}");
        foreach (var sku in await Directory.ReadSkusAsync(cancellation))
            Note($"sku {sku.PartNumber} {sku.Grants(Sync.Cloud.Tenants.CloudSku.EntraIdP1)}");
        Note($"synchronisation {(await Directory.ReadOnPremisesSynchronizationAsync(cancellation)).GetType().Name}");
        var properties = await Directory.ReadExtensionPropertiesAsync(new Guid("77777777-8888-4999-8aaa-bbbbbbbbbbbb"), cancellation);
        properties.Select(property => property.Name).ShouldBe([extension]);
        Note($"resolved {(await Directory.ResolveAsync([.. users, Guid.NewGuid()], cancellation)).Count}");
        var wishes = 0;
        await foreach (var _ in Directory.ReadWritebackConfigurationsAsync(cancellation))
            wishes++;
        // A list that is read again after a lost page names some groups twice.
        wishes.ShouldBeGreaterThanOrEqualTo(3);
    }

    private async Task<Guid> GroupsAsync()
    {
        var draft = new CloudGroupDraft("key-of-payroll", "Payroll", "payroll") { Description = "first", Owners = [users[0]] };
        var made = await Directory.EnsureGroupAsync(draft, cancellation);
        var again = await Directory.EnsureGroupAsync(draft, cancellation);
        again.Id.ShouldBe(made.Id);
        await Directory.UpdateGroupAsync(made.Id, new CloudGroupEdit(new Dictionary<string, object?>(StringComparer.Ordinal) { ["description"] = "second" }), cancellation);
        simulated.Clock.Advance(TimeSpan.FromMinutes(2));
        var read = (await Directory.ReadGroupAsync(made.Id, cancellation)).ShouldNotBeNull();
        Note($"group {read.DisplayName} {read.Description} {read.UniqueName} {read.Mastery}");
        return made.Id;
    }

    private async Task MembershipsAsync(Guid made, Guid static1, Guid synced)
    {
        var target = new MembershipTarget(made);
        var known = new MembershipTarget(static1);
        var changes = new List<MembershipChange>();
        changes.AddRange(users.Take(45).Select(user => new MembershipChange.Add(target, user)));
        // Twenty of these are members already, one does not exist.
        changes.AddRange(users.Skip(10).Take(40).Select(user => new MembershipChange.Add(known, user)));
        changes.Add(new MembershipChange.Add(known, new Guid("dddddddd-0000-4000-8000-000000000001")));
        changes.AddRange(users.Take(5).Select(user => new MembershipChange.Remove(known, user)));
        changes.Add(new MembershipChange.Remove(known, users[59]));
        changes.Add(new MembershipChange.Add(new MembershipTarget(synced) { Mastery = CloudMastery.OnPremises }, users[1]));
        changes.Add(new MembershipChange.Remove(new MembershipTarget(synced), users[2]));
        var outcomes = await Directory.ApplyMembershipsAsync(changes, cancellation);
        // A lost answer turns "applied" into "already so"; failed is failed under every weather.
        foreach (var outcome in outcomes)
            Note($"{outcome.Change.GetType().Name} {outcome is MembershipOutcome.Failed}");
        var listed = new HashSet<Guid>();
        await foreach (var member in Directory.ReadMembersAsync(made, cancellation))
            listed.Add(member.Id);
        Note($"members {listed.Count} {listed.SetEquals(Tenant.MembersOf(made))}");
    }

    private async Task DeletionsAsync(Guid made, Guid synced, Guid licensed)
    {
        Note((await Directory.DeleteGroupAsync(new GroupDeletion(made, "another-key"), cancellation)).GetType().Name);
        Note((await Directory.DeleteGroupAsync(new GroupDeletion(synced, "key"), cancellation)).GetType().Name);
        Note((await Directory.DeleteGroupAsync(new GroupDeletion(licensed, "licensed"), cancellation)).GetType().Name);
        await Directory.RemoveLicencesAsync(licensed, TimeSpan.FromMinutes(20), cancellation);
        simulated.Clock.Advance(TimeSpan.FromMinutes(2));
        Note((await Directory.DeleteGroupAsync(new GroupDeletion(licensed, "licensed"), cancellation)).GetType().Name);
        Note((await Directory.DeleteGroupAsync(new GroupDeletion(made, "key-of-payroll"), cancellation)).GetType().Name);
        simulated.Clock.Advance(TimeSpan.FromMinutes(2));
        var deleted = await Directory.ReadDeletedGroupsAsync(cancellation);
        Note(string.Join(',', deleted.Select(group => group.UniqueName).Order(StringComparer.Ordinal)));
        var ensured = await Directory.EnsureGroupAsync(new CloudGroupDraft("key-of-payroll", "Payroll", "payroll"), cancellation);
        Note(ensured.ShouldBeOfType<EnsuredGroup.InRecycleBin>().GetType().Name);
        await Directory.RestoreGroupAsync(made, cancellation);
        Note($"restored with {Tenant.MembersOf(made).Count}");
    }

    private async Task DynamicAsync(Guid made)
    {
        var ensured = await Directory.EnsureGroupAsync(new CloudGroupDraft("key-of-dynamic", "Dynamic", "dynamic"), cancellation);
        await Directory.SetMembershipRuleAsync(ensured.Id, "user.displayName -startsWith \"person1\"", isOn: true, cancellation);
        RuleProcessing processing = new RuleProcessing.None();
        for (var i = 0; i < 200 && processing is not (RuleProcessing.Succeeded or RuleProcessing.Failed); i++)
        {
            simulated.Clock.Advance(TimeSpan.FromSeconds(20));
            processing = await Directory.ReadRuleProcessingAsync(ensured.Id, cancellation);
        }

        Note($"rule {processing.GetType().Name} {Tenant.MembersOf(ensured.Id).Count}");
        Note($"not dynamic: {(await Directory.ReadRuleProcessingAsync(made, cancellation)).GetType().Name}");
    }

    private async Task ConversionsAsync()
    {
        var group = (await Directory.EnsureGroupAsync(new CloudGroupDraft("key-of-converted", "Converted", "converted"), cancellation)).Id;
        await Directory.ApplyMembershipsAsync([new MembershipChange.Add(new MembershipTarget(group), users[50])], cancellation);
        await Directory.SetMembershipRuleAsync(group, "user.displayName -startsWith \"person2\"", isOn: true, cancellation);
        for (var i = 0; i < 200 && Tenant.MembersOf(group).Count < 10; i++)
            simulated.Clock.Advance(TimeSpan.FromSeconds(20));
        await Directory.MakeAssignedAsync(group, cancellation);
        await Directory.MakeAssignedAsync(group, cancellation);
        simulated.Clock.Advance(TimeSpan.FromMinutes(2));
        var assigned = (await Directory.ReadGroupAsync(group, cancellation)).ShouldNotBeNull();
        Note($"assigned again {assigned.IsDynamic} {assigned.MembershipRule} with {Tenant.MembersOf(group).Count}");
        var outcome = (await Directory.ApplyMembershipsAsync([new MembershipChange.Add(new MembershipTarget(group), users[51])], cancellation)).Single();
        Note($"takes members {outcome is MembershipOutcome.Failed} {Tenant.MembersOf(group).Contains(users[51])}");
    }

    private async Task OwnersAndWritebackAsync(Guid made)
    {
        await Directory.ChangeOwnersAsync(made, [users[1], users[2], users[3]], [], cancellation);
        await Directory.ChangeOwnersAsync(made, [users[1]], [users[0], users[2], users[40]], cancellation);
        simulated.Clock.Advance(TimeSpan.FromMinutes(2));
        Note($"owners {string.Join(' ', (await Directory.ReadOwnersAsync(made, cancellation)).Select(owner => users.IndexOf(owner)).Order())}");
        var lastOwners = await Should.ThrowAsync<CloudException>(() => Directory.ChangeOwnersAsync(made, [], [users[1], users[3]], cancellation));
        Note($"last owner {lastOwners.Problem.Class}");

        await Directory.SetWritebackConfigurationAsync(new WritebackConfiguration(made, IsEnabled: true, "universalSecurityGroup"), cancellation);
        simulated.Clock.Advance(TimeSpan.FromMinutes(2));
        await foreach (var wish in Directory.ReadWritebackConfigurationsAsync(cancellation))
        {
            if (wish.Group != made)
                continue;
            Note($"writeback {wish.IsEnabled} {wish.OnPremisesGroupType}");
            return;
        }
    }

    private async Task AuthorityAsync(Guid synced)
    {
        await Directory.SetCloudManagedAsync(synced, isCloudManaged: true, cancellation);
        simulated.Clock.Advance(TimeSpan.FromMinutes(2));
        Note($"authority {await Directory.ReadSourceOfAuthorityAsync(synced, cancellation) is { IsCloudManaged: true, IsSyncedNow: false }}");
        await Directory.SetCloudManagedAsync(synced, isCloudManaged: false, cancellation);
        Tenant.RunOnPremisesSync();
        simulated.Clock.Advance(TimeSpan.FromMinutes(2));
        Note($"authority {await Directory.ReadSourceOfAuthorityAsync(synced, cancellation) is { IsCloudManaged: false, IsSyncedNow: true }}");
    }

    private async Task ChangesByOthersAsync(Guid static1)
    {
        Tenant.SoftDelete(users[20]);
        Tenant.SoftDelete(users[21]);
        Tenant.Restore(users[21]);
        Tenant.SoftDelete(users[22]);
        Tenant.Purge(users[22]);
        Tenant.RemoveMember(static1, users[23]);
        Tenant.RemoveMember(static1, users[24]);
        Tenant.AddMember(static1, users[24]);
        Tenant.Update(users[25], ("department", "Sales"));
        var shortLived = Tenant.AddGroup("short-lived");
        Tenant.AddMember(shortLived, users[3]);
        simulated.Clock.Advance(TimeSpan.FromMinutes(1));
        Tenant.SoftDelete(shortLived);
        await Task.CompletedTask;
    }

    private void WriteFinalState()
    {
        var truth = Tenant.Snapshot();
        foreach (var (group, members) in truth.GroupMembers.OrderBy(entry => truth.DisplayNames[entry.Key], StringComparer.Ordinal))
            Note($"{truth.DisplayNames[group]}: {string.Join(' ', members.Select(member => truth.DisplayNames[member]).Order(StringComparer.Ordinal))}");
    }

    private void Note(string line) => diary.AppendLine(line);
}
