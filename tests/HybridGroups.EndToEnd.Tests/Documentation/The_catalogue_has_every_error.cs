using System.Reflection;
using HybridGroups.Api.Conditions;
using HybridGroups.Sync.Planning;
using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.Documentation;

public sealed class The_catalogue_has_every_error
{
    [Theory]
    [InlineData(typeof(Reasons))]
    [InlineData(typeof(ProblemClasses))]
    public async Task Every_word_of_the_code_has_a_meaning_and_a_remedy(Type words)
    {
        var page = await File.ReadAllLinesAsync(Repository.PathOf("docs", "errors.md"), TestContext.Current.CancellationToken);

        foreach (var word in words.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!))
        {
            var row = page.FirstOrDefault(line => line.StartsWith($"| `{word}` |", StringComparison.Ordinal)).ShouldNotBeNull($"{word} is new: give it an entry in src/HybridGroups/Generation/ErrorCatalogue.cs");
            row.Split(" | ").Length.ShouldBeGreaterThanOrEqualTo(3);
            row.ShouldNotContain("|  |");
        }
    }
}
