using TestEnvironment;

namespace Architecture.Tests.Files;

/// <summary>The files of the checkout, without what builds leave behind.</summary>
internal static class CheckedInFile
{
    private static readonly string[] NotOurs = ["bin", "obj", "artifacts", ".git", "node_modules", "TestResults"];

    /// <summary>Paths relative to the checkout's root, with forward slashes.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Under(new DirectoryInfo(Repository.Root))];

    public static string TextOf(string path) => File.ReadAllText(Repository.PathOf(path));

    private static IEnumerable<string> Under(DirectoryInfo folder)
    {
        foreach (var file in folder.EnumerateFiles())
        {
            yield return Path.GetRelativePath(Repository.Root, file.FullName).Replace('\\', '/');
        }

        foreach (var path in folder.EnumerateDirectories().Where(inner => !NotOurs.Contains(inner.Name, StringComparer.Ordinal)).SelectMany(Under))
        {
            yield return path;
        }
    }
}
