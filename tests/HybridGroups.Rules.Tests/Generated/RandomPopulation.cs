using HybridGroups.Rules.Population;
using HybridGroups.Rules.Properties;
using HybridGroups.Rules.Values;

namespace HybridGroups.Rules.Tests.Generated;

/// <summary>Users with few distinct values, chosen so that rules meet them: other case, absent, empty collections, accents.</summary>
internal sealed class RandomPopulation(Random random)
{
    public static readonly DateTimeOffset Now = new(2026, 3, 15, 12, 0, 0, TimeSpan.Zero);

    public static readonly string[] Words =
        ["Sales", "SALES", "sales", "Sales EMEA", "Marketing", "R&D", "IT", "it", "Straße", "STRASSE", "Ärzte", "ÄRZTE", "ärzte", "İzmir", "ısı", "O'Brien", "a\"b", "[x]", "1.5", "null", "ſ", "s", "K"];

    private static readonly PropertyCatalog Catalog = PropertyCatalog.Of(RuleSubject.User);

    public static readonly RuleProperty[] Texts = [Named("department"), Named("city"), Named("jobTitle"), Named("userPrincipalName"), Named("extensionAttribute3")];

    public static readonly RuleProperty[] Booleans = [Named("accountEnabled"), Named("dirSyncEnabled")];

    public static readonly RuleProperty Hired = Named("employeeHireDate");

    public static readonly RuleProperty Extension = Named("extension_0123456789abcdef0123456789abcdef_level");

    public static readonly RuleProperty[] Collections = [Named("otherMails"), Named("proxyAddresses")];

    public static readonly RuleProperty Plans = Named("assignedPlans");

    public static readonly RuleProperty MemberOf = Named("memberOf");

    public static RuleProperty Named(string key) => Catalog.TryFind(key, out var property) ? property : throw new ArgumentException($"No property {key}.", nameof(key));

    public static string Id(int number) => $"00000000-0000-0000-0000-{number:D12}";

    public IEnumerable<DirectoryObject> Users(int count) => Enumerable.Range(0, count).Select(User);

    public DirectoryObject User(int number)
    {
        var values = new Dictionary<RuleProperty, PropertyValue>();
        foreach (var property in (RuleProperty[])[.. Texts, .. Booleans, Hired, Extension, .. Collections, Plans, MemberOf, ManagerLinks.Manager, ManagerLinks.Chain])
        {
            if (Value(property) is { } value)
            {
                values[property] = value;
            }
        }

        values[ManagerLinks.ObjectId] = PropertyValue.Of(Id(number))!;
        return new DirectoryObject(RuleSubject.User, Id(number), values);
    }

    public PropertyValue? Value(RuleProperty property) => random.Next(4) == 0 ? null : property.Type switch
    {
        PropertyType.Boolean => PropertyValue.Of(random.Next(2) == 0 ? "true" : "false"),
        PropertyType.Date => PropertyValue.Of(IsoDate.Format(Date())),
        PropertyType.Extension => PropertyValue.Of(random.Next(4) switch { 0 => "5", 1 => "5.0", 2 => "true", _ => Word() }),
        PropertyType.Texts when property.Equals(ManagerLinks.Chain) => PropertyValue.Of(Enumerable.Range(0, random.Next(3)).Select(_ => (string?)Id(random.Next(20)))),
        PropertyType.Texts => PropertyValue.Of(Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(12) == 0 ? null : Word())),
        PropertyType.Groups => PropertyValue.Of(Enumerable.Range(0, random.Next(4)).Select(_ => (string?)Id(random.Next(5)))),
        PropertyType.Records => PropertyValue.OfRecords(Enumerable.Range(0, random.Next(4)).Select(_ => (string?[])[Status(), Word(), random.Next(6) == 0 ? null : Id(random.Next(4))])),
        PropertyType.Id => PropertyValue.Of(Id(random.Next(20))),
        _ => PropertyValue.Of(random.Next(3) == 0 ? $"{Word()}@{Word()}" : Word()),
    };

    public string Word() => Words[random.Next(Words.Length)];

    public string Status() => random.Next(2) == 0 ? "Enabled" : "Deleted";

    /// <summary>Around now, and at the ends of months, where adding a month is not what one expects.</summary>
    public DateTimeOffset Date() => random.Next(3) == 0
        ? new DateTimeOffset(2026, random.Next(1, 13), 28, random.Next(24), 0, 0, TimeSpan.Zero).AddDays(random.Next(4))
        : Now.AddHours(random.Next(-2000, 2000));
}
