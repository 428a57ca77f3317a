using System.Text.RegularExpressions;

namespace Architecture.Tests.Files;

public sealed partial class The_repository_speaks_of_itself_alone
{
    private static readonly string[] TextFiles = [".cs", ".md", ".yaml", ".yml", ".json", ".sh", ".props", ".csproj", ".ldif", ".txt"];

    [Fact]
    public void No_file_names_a_folder_of_somebodys_machine_or_switches_certificate_checks_off()
    {
        var offending = CheckedInFile.All
            .Where(path => TextFiles.Contains(Path.GetExtension(path), StringComparer.Ordinal) && !path.EndsWith("packages.lock.json", StringComparison.Ordinal))
            .Where(path => !path.StartsWith("tests/Architecture.Tests/", StringComparison.Ordinal) && path is not "BannedSymbols.txt")
            .SelectMany(path => Forbidden().Matches(CheckedInFile.TextOf(path)).Select(match => $"{path}: {match.Value}"));

        offending.ShouldBeEmpty();
    }

    [GeneratedRegex(@"(?<![\w.$~-])/(root|work|Users)/\w+|/home/[a-z]\w+|DangerousAcceptAnyServerCertificateValidator|ServerCertificateCustomValidationCallback", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Forbidden();
}
