using System.Globalization;
using System.Reflection;
using HybridGroups.Rules.Engine;
using HybridGroups.Rules.Properties;

namespace HybridGroups.Rules.Benchmarks;

/// <summary>A tenant that looks like one: a few hundred departments of very different size, names that are all different.</summary>
internal static class EmployeeTable
{
    public static readonly (PropertyInfo Member, RuleProperty Property)[] Columns =
        [.. typeof(Employee).GetProperties().Select(p => (p, Find(p.Name)))];

    /// <summary>Properties that change in the life of an employee.</summary>
    public static readonly string[] Changing =
        ["department", "jobTitle", "companyName", "city", "state", "country", "physicalDeliveryOfficeName", "usageLocation", "preferredLanguage", "userType", "accountEnabled", "extensionAttribute1", "extensionAttribute2"];

    public static RuleProperty Find(string name) =>
        PropertyCatalog.Of(RuleSubject.User).TryFind(name, out var property) ? property : throw new InvalidOperationException($"No property {name}.");

    public static Employee Make(int number)
    {
        var random = new Random(number * 7919);
        var given = $"Given{random.Next(3000)}";
        var surname = $"Sur{random.Next(20000)}";
        var country = Skewed(random, 40);
        var city = $"City {(country * 25) + Skewed(random, 25)}";
        var domain = Skewed(random, 12);
        return new Employee
        {
            ObjectId = $"{number:x8}-1111-4222-8333-{number:x12}",
            DisplayName = $"{given} {surname} {number}",
            UserPrincipalName = $"{given}.{surname}{number}@sub{domain}.example.com",
            Mail = random.Next(20) == 0 ? null : $"{given}.{surname}{number}@example.com",
            MailNickName = $"{given}{number}",
            GivenName = given,
            Surname = surname,
            EmployeeId = (1000000 + number).ToString(CultureInfo.InvariantCulture),
            Department = random.Next(30) == 0 ? null : $"Department {Skewed(random, 600)}",
            JobTitle = random.Next(30) == 0 ? null : $"{Title(random)} {Skewed(random, 300)}",
            CompanyName = $"Company {Skewed(random, 60)}",
            City = city,
            State = $"State {country}-{Skewed(random, 10)}",
            Country = $"Country {country}",
            PostalCode = $"{10000 + random.Next(20000)}",
            StreetAddress = $"{random.Next(200)} Street {random.Next(5000)}",
            PhysicalDeliveryOfficeName = $"Office {Skewed(random, 900)}",
            TelephoneNumber = $"+1 555 {number:D7}",
            Mobile = random.Next(3) == 0 ? null : $"+1 777 {number:D7}",
            UsageLocation = $"U{country}",
            PreferredLanguage = random.Next(2) == 0 ? null : $"l-{country}",
            UserType = random.Next(12) == 0 ? "Guest" : "Member",
            AccountEnabled = random.Next(15) == 0 ? "false" : "true",
            ExtensionAttribute1 = $"ORG-{Skewed(random, 30)}-{Skewed(random, 40)}-{Skewed(random, 5)}",
            ExtensionAttribute2 = random.Next(2) == 0 ? null : $"CC{Skewed(random, 2000)}",
        };
    }

    public static void Add(ObjectStore store, Employee employee)
    {
        var row = store.AddRow(employee.ObjectId);
        foreach (var (member, property) in Columns)
        {
            store.SetText(row, property, (string?)member.GetValue(employee));
        }
    }

    private static string Title(Random random) => random.Next(6) switch
    {
        0 => "Senior Engineer",
        1 => "Engineer",
        2 => "Manager",
        3 => "Director",
        4 => "Analyst",
        _ => "Assistant",
    };

    // Few are large and many are small, as in life.
    private static int Skewed(Random random, int count) => (int)(count * Math.Pow(random.NextDouble(), 2.2));
}
