namespace HybridGroups.Rules.Properties;

/// <summary>Short forms in which the catalogues are written down.</summary>
internal sealed class PropertyBuilder(RuleSubject subject)
{
    private readonly string prefix = subject.ToString().ToLowerInvariant();

    public RuleProperty Text(string key, string? graph = null, bool alwaysPresent = false, bool extended = false) =>
        Scalar(key, PropertyType.Text, graph, alwaysPresent, extended);

    public RuleProperty Id(string key, string? graph = null, bool alwaysPresent = false, bool extended = false) =>
        Scalar(key, PropertyType.Id, graph, alwaysPresent, extended);

    public RuleProperty Date(string key, string? graph = null) => Scalar(key, PropertyType.Date, graph, alwaysPresent: false, extended: false);

    public RuleProperty Boolean(string key, string? graph = null, bool threeStates = false, bool alwaysPresent = false) => new()
    {
        Name = $"{prefix}.{key}",
        Key = key,
        Subject = subject,
        Type = PropertyType.Boolean,
        GraphPath = graph ?? key,
        ThreeStates = threeStates,
        AlwaysPresent = alwaysPresent,
    };

    public RuleProperty Extension(string key) => Scalar(key, PropertyType.Extension, null, alwaysPresent: false, extended: subject != RuleSubject.User);

    public RuleProperty Texts(string key, string? graph = null) => Collection(key, graph, PropertyType.Texts, [Element("_", "_", PropertyType.Text)]);

    public RuleProperty Groups(string key, bool extended = false) =>
        Collection(key, null, PropertyType.Groups, [Element("group.objectId", "objectId", PropertyType.Id)], extended);

    public RuleProperty Records(string key, string element, string[] members, bool extended = false) =>
        Collection(key, null, PropertyType.Records, [.. members.Select(m => Element($"{element}.{m}", m, m.EndsWith("Id", StringComparison.Ordinal) ? PropertyType.Id : PropertyType.Text))], extended);

    private RuleProperty Scalar(string key, PropertyType type, string? graph, bool alwaysPresent, bool extended) => new()
    {
        Name = $"{prefix}.{key}",
        Key = key,
        Subject = subject,
        Type = type,
        GraphPath = graph ?? key,
        AlwaysPresent = alwaysPresent,
        Extended = extended,
    };

    private RuleProperty Collection(string key, string? graph, PropertyType type, RuleProperty[] elements, bool extended = false) => new()
    {
        Name = $"{prefix}.{key}",
        Key = key,
        Subject = subject,
        Type = type,
        GraphPath = graph ?? key,
        Extended = extended,
        Elements = elements,
    };

    private RuleProperty Element(string name, string key, PropertyType type) => new()
    {
        Name = name,
        Key = key,
        Subject = subject,
        Type = type,
        GraphPath = key,
        IsElement = true,
        AlwaysPresent = true,
    };
}
