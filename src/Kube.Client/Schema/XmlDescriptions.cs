using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Kube.Client.Schema;

/// <summary>The documentation comments of an assembly: they become the descriptions that <c>kubectl explain</c> shows.</summary>
internal static partial class XmlDescriptions
{
    private static readonly ConcurrentDictionary<Assembly, IReadOnlyDictionary<string, string>> OfAssembly = new();

    public static string Of(Type type) => Find(type.Assembly, $"T:{NameOf(type)}", type.Name);

    public static string Of(PropertyInfo property)
    {
        var owner = property.DeclaringType!;
        return Find(owner.Assembly, $"P:{NameOf(owner)}.{property.Name}", $"{owner.Name}.{property.Name}");
    }

    private static string NameOf(Type type) =>
        (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static string Find(Assembly assembly, string id, string what) =>
        OfAssembly.GetOrAdd(assembly, Read).TryGetValue(id, out var text)
            ? text
            : throw new SchemaException($"{what} has no documentation comment: every field of a kind is described.");

    private static IReadOnlyDictionary<string, string> Read(Assembly assembly)
    {
        var file = Path.ChangeExtension(assembly.Location, ".xml");
        if (!File.Exists(file))
        {
            throw new SchemaException($"{file} is not there: set GenerateDocumentationFile in the project of {assembly.GetName().Name}.");
        }

        return XDocument.Load(file).Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(
                member => member.Attribute("name")!.Value,
                member => Blanks().Replace(Text(member.Element("summary")!), " ").Trim(),
                StringComparer.Ordinal);
    }

    // <see cref="…"/> and <c> read as the words they show.
    private static string Text(XElement element) => string.Concat(element.Nodes().Select(node => node switch
    {
        XElement { Name.LocalName: "see" or "paramref" } reference =>
            (reference.Attribute("cref") ?? reference.Attribute("name") ?? reference.Attribute("langword"))?.Value.Split('.', ':')[^1] ?? string.Empty,
        XElement other => Text(other),
        _ => node.ToString().Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal),
    }));

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Blanks();
}
