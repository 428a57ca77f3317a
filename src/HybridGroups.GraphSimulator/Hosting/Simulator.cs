using HybridGroups.GraphSimulator.Faults;
using HybridGroups.GraphSimulator.Journal;
using HybridGroups.GraphSimulator.Query;
using HybridGroups.GraphSimulator.Routes;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Seeding;
using HybridGroups.GraphSimulator.Tenant;

namespace HybridGroups.GraphSimulator.Hosting;

/// <summary>The administrator's side of a simulator: seed it, change it, break it, and see what is true and what was asked.</summary>
public sealed class Simulator
{
    public const string DefaultClientId = "22222222-3333-4444-8555-666666666666";
    public const string DefaultClientSecret = "simulator-secret-not-a-real-one";

    internal Simulator(SimulatorCore core)
    {
        Core = core;
        Register(new AppRegistration
        {
            ClientId = DefaultClientId,
            Secret = DefaultClientSecret,
            Roles = Permissions.FullGrant.ToHashSet(StringComparer.Ordinal),
        });
    }

    public Guid TenantId => Core.Tenant.Id;

    public FaultSettings Faults
    {
        get => Locked(() => Core.Faults.Settings);
        set => Locked(() => Core.Faults.Settings = value);
    }

    public IReadOnlyList<JournalEntry> Journal => Locked(() => (IReadOnlyList<JournalEntry>)[.. Core.Journal.Entries]);

    /// <summary>What the clients did that Graph would have let pass.</summary>
    public IReadOnlyList<string> Violations => Locked(() => (IReadOnlyList<string>)[.. Core.Conduct.Violations]);

    public int TokensIssued => Locked(() => Core.Tokens.Issued);

    public bool HasPremium
    {
        get => Locked(() => Core.Tenant.HasPremium);
        set => Locked(() => Core.Tenant.HasPremium = value);
    }

    public bool SynchronizationIsDelegatedOnly
    {
        get => Locked(() => Core.Tenant.SynchronizationIsDelegatedOnly);
        set => Locked(() => Core.Tenant.SynchronizationIsDelegatedOnly = value);
    }

    /// <summary>The tenant's setting NewUnifiedGroupWritebackDefault; null when nobody ever changed it.</summary>
    public bool? NewGroupsAreWrittenBack
    {
        get => Locked(() => Core.Tenant.NewGroupsAreWrittenBack);
        set => Locked(() => Core.Tenant.NewGroupsAreWrittenBack = value);
    }

    internal SimulatorCore Core { get; }

    public void Seed(TenantSeed seed) => Locked(() =>
    {
        new TenantSeeder(Core.Tenant, Core.Randomness, Core.Clock).Fill(seed);
        Core.Quota.UserCount += seed.Users;
        return 0;
    });

    public void Register(AppRegistration app) => Locked(() => Core.Tenant.Apps[app.ClientId] = app);

    public Guid Add(ObjectKind kind, params (string Name, object? Value)[] properties) => Locked(() =>
    {
        var added = Core.Store.Create(Core.Tenant.NewId(), kind, Values(kind, properties));
        if (kind == ObjectKind.User)
            Core.Quota.UserCount++;
        if (kind == ObjectKind.Group)
            Core.Dynamic.Touch(added);
        return added.Id;
    });

    public Guid AddUser(string name) => Add(ObjectKind.User,
        ("displayName", name), ("userPrincipalName", $"{name}@{Core.Tenant.DefaultDomain}"), ("mailNickname", name), ("accountEnabled", true), ("userType", "Member"));

    public Guid AddGroup(string name, params (string Name, object? Value)[] more) => Add(ObjectKind.Group,
    [
        ("displayName", name), ("mailEnabled", false), ("securityEnabled", true), ("mailNickname", name.Replace(' ', '-')),
        ("groupTypes", Array.Empty<string>()), .. more,
    ]);

    /// <summary>A group the on-premises side owns.</summary>
    public Guid AddSyncedGroup(string name) => AddGroup(name,
        ("onPremisesSyncEnabled", true), ("onPremisesSecurityIdentifier", "S-1-5-21-1004336348-1177238915-682003330-512"),
        ("onPremisesSamAccountName", name), (GroupProperties.KnownOnPremises, true), (GroupProperties.IsCloudManaged, false));

    public void Update(Guid id, params (string Name, object? Value)[] properties) => Locked(() =>
    {
        var target = Find(id);
        Core.Store.Update(target, Values(target.Kind, properties));
        if (target.Kind == ObjectKind.Group)
            Core.Dynamic.Touch(target);
        return 0;
    });

    public void SoftDelete(Guid id) => Locked(() => { Core.Store.SoftDelete(Find(id)); return 0; });

    public void Restore(Guid id) => Locked(() => { Core.Store.Restore(Find(id)); return 0; });

    public void Purge(Guid id) => Locked(() => { Core.Store.Purge(Find(id)); return 0; });

    public bool AddMember(Guid group, Guid member) => Locked(() => Core.Store.Relate(Find(group), Relation.Members, Find(member)));

    public bool RemoveMember(Guid group, Guid member) => Locked(() => Core.Store.Unrelate(Find(group), Relation.Members, Find(member)));

    public bool AddOwner(Guid group, Guid owner) => Locked(() => Core.Store.Relate(Find(group), Relation.Owners, Find(owner)));

    public void AssignLicence(Guid group, string sku) => Locked(() =>
    {
        LicenceRoutes.Set(Core.Store.Schema, Core.Store, Find(group), [sku], "ProcessingComplete");
        return 0;
    });

    /// <summary>Adds a directory extension to an application and returns its full name.</summary>
    public string AddExtension(Guid application, string name, params string[] targets) => Locked(() =>
    {
        var app = Find(application);
        var appId = ObjectReader.Text(Core.Store.Schema, app, "appId")!.Replace("-", "", StringComparison.Ordinal);
        var extension = new ExtensionProperty(
            Core.Tenant.NewId(), app.Id, ObjectReader.Text(Core.Store.Schema, app, "displayName") ?? "", $"extension_{appId}_{name}", "String", targets);
        Core.Tenant.Register(extension);
        return extension.Name;
    });

    public bool IsLive(Guid id) => Locked(() => Core.Store.Find(id) is { State.IsLive: true });

    /// <summary>Whether an object is in the recycle bin, gone, or neither.</summary>
    public string LifecycleOf(Guid id) => Locked(() => Core.Store.Find(id)?.State.Lifecycle.ToString() ?? "Unknown");

    public object? Read(Guid id, string property) => Locked(() =>
    {
        var target = Find(id);
        return ObjectReader.Read(Core.Store.Schema, target, target.State, Core.Store.Schema[target.Kind][property]) switch
        {
            RawJson json => json.Text,
            DateTimeOffset time => ValueWriter.Time(time),
            var value => value,
        };
    });

    public IReadOnlySet<Guid> MembersOf(Guid group) => Locked(() => Members(Find(group)));

    public TenantSnapshot Snapshot() => Locked(() =>
    {
        var live = Core.Store.Objects.Where(target => target.State.IsLive).ToList();
        return new TenantSnapshot(
            live.Where(target => target.Kind == ObjectKind.User).Select(target => target.Id).ToHashSet(),
            live.Where(target => target.Kind == ObjectKind.Device).Select(target => target.Id).ToHashSet(),
            live.Where(target => target.Kind == ObjectKind.Group).ToDictionary(target => target.Id, target => (IReadOnlySet<Guid>)Members(target)),
            live.Where(target => target.Kind is ObjectKind.User or ObjectKind.Group)
                .ToDictionary(target => target.Id, target => ObjectReader.Text(Core.Store.Schema, target, "displayName") ?? ""));
    });

    public void Script(ScriptedFault fault) => Locked(() => { Core.Faults.Script(fault); return 0; });

    public void RevokeTokens() => Locked(() => { Core.Tokens.RevokeAll(); return 0; });

    /// <summary>Every delta link out there dies with 410.</summary>
    public void ResetDelta() => Locked(() => ++Core.Delta.Generation);

    public void RunOnPremisesSync() => Locked(() => { Core.RunOnPremisesSync(); return 0; });

    public void SendLifecycle(string lifecycleEvent) => Locked(() => { Core.Subscriptions.SendLifecycle(lifecycleEvent); return 0; });

    /// <summary>Lets the service catch up with the clock.</summary>
    public void Tick() => Locked(() =>
    {
        Core.Tick();
        Core.PurgeExpired();
        return 0;
    });

    public void ClearJournal() => Locked(() =>
    {
        Core.Journal.Clear();
        Core.Conduct.Clear();
        return 0;
    });

    internal T Locked<T>(Func<T> action)
    {
        lock (Core.Gate)
            return action();
    }

    private HashSet<Guid> Members(DirectoryObject group)
    {
        var members = new HashSet<Guid>();
        if (group.Members is { } list)
        {
            foreach (var ordinal in list.Current)
            {
                if (Core.Store[ordinal].State.IsLive)
                    members.Add(Core.Store[ordinal].Id);
            }
        }

        return members;
    }

    private DirectoryObject Find(Guid id) => Core.Store.Find(id) ?? throw new ArgumentException($"There is no object {id:D}.", nameof(id));

    // A property that is given twice has its last value.
    private Dictionary<ushort, object?> Values(ObjectKind kind, (string Name, object? Value)[] properties)
    {
        var values = new Dictionary<ushort, object?>();
        foreach (var (name, value) in properties)
        {
            var property = Core.Store.Schema[kind][name];
            values[property.Index] = value is string text && property.Type == ValueKind.Json ? new RawJson(text) : value;
        }

        return values;
    }
}
