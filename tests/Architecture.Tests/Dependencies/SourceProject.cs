using System.Xml.Linq;
using TestEnvironment;

namespace Architecture.Tests.Dependencies;

/// <summary>A project under src/, as its project file describes it.</summary>
internal sealed record SourceProject(string Name, IReadOnlyList<string> ProjectReferences, IReadOnlyList<string> PackageReferences)
{
    public static IReadOnlyList<SourceProject> All { get; } =
    [
        .. Directory.EnumerateDirectories(Repository.PathOf("src"))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj"))
            .Select(Read)
            .OrderBy(project => project.Name, StringComparer.Ordinal),
    ];

    public static SourceProject Of(string name) => All.Single(project => string.Equals(project.Name, name, StringComparison.Ordinal));

    /// <summary>What it references, and what those reference.</summary>
    public IEnumerable<string> Reach() => ProjectReferences.Concat(ProjectReferences.SelectMany(name => Of(name).Reach())).Distinct(StringComparer.Ordinal);

    private static SourceProject Read(string path)
    {
        var document = XDocument.Load(path);
        return new SourceProject(
            Path.GetFileNameWithoutExtension(path),
            [.. document.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value))],
            [.. document.Descendants("PackageReference").Select(reference => reference.Attribute("Include")!.Value)]);
    }
}
