using System.Globalization;
using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Selection;

/// <summary>Two directories in which all kinds of things happen.</summary>
internal sealed class ChangingWorld
{
    private static readonly string[] Departments = ["Sales", "IT", "HR"];
    private static readonly string[] GroupNames = ["Alpha", "Apex", "Beta"];
    private readonly TestDirectories directories;
    private readonly Random random;
    private readonly Person[] people;
    private readonly Guid[] cloudGroups;
    private readonly Guid[] groups;
    private readonly HashSet<Guid> inRecycleBin = [];

    public ChangingWorld(TestDirectories directories, Random random)
    {
        this.directories = directories;
        this.random = random;
        people = directories.People(12);
        groups = [.. Enumerable.Range(0, 4).Select(number => directories.Domain.PutGroup(string.Create(CultureInfo.InvariantCulture, $"group{number}")))];
        cloudGroups = [.. Enumerable.Range(0, 4).Select(number => directories.Tenant.PutGroup(string.Create(CultureInfo.InvariantCulture, $"cloud{number}")))];
        directories.Domain.AddMembers(groups[0], people.Take(3).Select(person => person.OnPremises).Append(groups[1]));
        directories.Tenant.AddMembers(cloudGroups[0], people.Take(3).Select(person => person.Cloud).Append(cloudGroups[1]));
        directories.Domain.SetText(people[1].OnPremises, "manager", directories.Domain.Find(people[0].OnPremises).DistinguishedName);
        for (var number = 0; number < people.Length; number++)
        {
            directories.Domain.SetText(people[number].OnPremises, "department", Departments[number % 3]);
            directories.Tenant.Put(CloudObjectKind.User, people[number].Cloud, ("department", number % 3 == 2 ? null : Departments[number % 2]));
        }

        // A pair that the mirror of groups knows, for rules about groups.
        directories.Tenant.Put(
            CloudObjectKind.Group, cloudGroups[3], ("uniqueName", Sync.Directory.CloudAnchor.ForGroup(SimulatedActiveDirectory.BaseName, groups[3]).ToString()));
    }

    public string Last { get; private set; } = "nothing";

    public string Fill(string text) => text
        .Replace("{cloud}", cloudGroups[0].ToString("D"), StringComparison.Ordinal)
        .Replace("{ad}", groups[0].ToString("D"), StringComparison.Ordinal)
        .Replace("{boss}", people[0].OnPremises.ToString("D"), StringComparison.Ordinal);

    public void Change()
    {
        Last = string.Empty;
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            var what = random.Next(14);
            Last += string.Create(CultureInfo.InvariantCulture, $" {what}");
            Change(what);
        }
    }

    private void Change(int what)
    {
        var (domain, tenant) = (directories.Domain, directories.Tenant);
        var person = people[random.Next(people.Length)];
        var (group, cloudGroup) = (groups[random.Next(groups.Length)], cloudGroups[random.Next(cloudGroups.Length)]);
        var isPresent = tenant.Has(person.Cloud);
        switch (what)
        {
            case 0:
                domain.SetText(person.OnPremises, "department", Departments[random.Next(3)]);
                break;
            case 1 when isPresent:
                tenant.Put(CloudObjectKind.User, person.Cloud, ("department", random.Next(3) == 0 ? null : Departments[random.Next(3)]), ("jobTitle", Departments[random.Next(3)]));
                break;
            case 2 when isPresent:
                tenant.Put(CloudObjectKind.User, person.Cloud, ("accountEnabled", random.Next(2) == 0));
                break;
            case 3 when isPresent:
                // From now on he is matched by mail, or by nothing.
                tenant.Put(CloudObjectKind.User, person.Cloud, ("onPremisesImmutableId", null), ("mail", $"person{random.Next(people.Length)}@example.com"));
                break;
            case 4:
                domain.SetText(person.OnPremises, "mail", $"person{random.Next(people.Length)}@example.com");
                break;
            case 5 when isPresent:
                tenant.SoftDelete(CloudObjectKind.User, person.Cloud);
                inRecycleBin.Add(person.Cloud);
                break;
            case 6 when inRecycleBin.Remove(person.Cloud):
                tenant.Restore(CloudObjectKind.User, person.Cloud);
                break;
            case 7:
                domain.AddMembers(group, [person.OnPremises, groups[random.Next(groups.Length)]]);
                break;
            case 8:
                domain.RemoveMembers(group, [person.OnPremises]);
                break;
            case 9 when tenant.Has(cloudGroup) && isPresent:
                tenant.AddMembers(cloudGroup, [person.Cloud]);
                break;
            case 10 when tenant.Has(cloudGroup):
                tenant.RemoveMembers(cloudGroup, [person.Cloud]);
                break;
            case 11 when tenant.Has(cloudGroup):
                tenant.SoftDelete(CloudObjectKind.Group, cloudGroup);
                inRecycleBin.Add(cloudGroup);
                break;
            case 12 when inRecycleBin.Remove(cloudGroup):
                tenant.Restore(CloudObjectKind.Group, cloudGroup);
                break;
            case 13:
                domain.SetText(person.OnPremises, "manager", domain.Find(people[random.Next(people.Length)].OnPremises).DistinguishedName);
                domain.SetText(group, "displayName", GroupNames[random.Next(3)]);
                if (tenant.Has(cloudGroup)) tenant.Put(CloudObjectKind.Group, cloudGroup, ("displayName", GroupNames[random.Next(3)]));
                break;
        }
    }
}
