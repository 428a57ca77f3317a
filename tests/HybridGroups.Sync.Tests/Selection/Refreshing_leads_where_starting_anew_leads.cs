using HybridGroups.Sync.Model;
using HybridGroups.Sync.Selection;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Selection;

/// <summary>After any changes, rules that were kept evaluated choose the same as rules that were evaluated for the first time.</summary>
public sealed class Refreshing_leads_where_starting_anew_leads(ITestOutputHelper output)
{
    private static readonly MatchingOrder Matching = new([MatchingKey.ImmutableId, MatchingKey.Mail]);

    [Theory]
    [InlineData(RuleSource.Entra, """user.department -eq "Sales" """)]
    [InlineData(RuleSource.ActiveDirectory, """user.department -eq "Sales" """)]
    [InlineData(RuleSource.Merged, """user.department -eq "Sales" """)]
    [InlineData(RuleSource.Merged, """(user.jobTitle -eq "Sales") -or (user.department -eq "IT")""")]
    [InlineData(RuleSource.Entra, "user.accountEnabled -eq true")]
    [InlineData(RuleSource.Entra, "user.memberOf -any (group.objectId -in ['{cloud}'])")]
    [InlineData(RuleSource.ActiveDirectory, "user.memberOf -any (group.objectId -in ['{ad}'])")]
    [InlineData(RuleSource.Merged, "user.memberOf -any (group.objectId -in ['{ad}', '{cloud}'])")]
    [InlineData(RuleSource.Entra, "user.transitiveMemberOf -any (group.objectId -in ['{cloud}'])")]
    [InlineData(RuleSource.ActiveDirectory, "user.transitiveMemberOf -any (group.objectId -in ['{ad}'])")]
    [InlineData(RuleSource.ActiveDirectory, """Direct Reports for "{boss}" """)]
    [InlineData(RuleSource.ActiveDirectory, """Indirect Reports for "{boss}" """)]
    [InlineData(RuleSource.Entra, """group.displayName -startsWith "A" """)]
    [InlineData(RuleSource.ActiveDirectory, """group.displayName -startsWith "A" """)]
    [InlineData(RuleSource.Merged, """group.displayName -startsWith "A" """)]
    public void One_rule(RuleSource source, string text) => Compare([(source, text)], seed: 7, rounds: 200);

    [Fact]
    public void Many_rules_that_come_and_go() => Compare(
        [
            (RuleSource.Entra, """user.department -eq "Sales" """), (RuleSource.ActiveDirectory, """user.department -ne "Sales" """), (RuleSource.Merged, """user.department -in ["IT", "HR"]"""),
            (RuleSource.Entra, """group.displayName -startsWith "A" """), (RuleSource.Entra, "user.memberOf -any (group.objectId -in ['{cloud}'])"),
        ],
        seed: 11, rounds: 200);

    private void Compare(IReadOnlyList<(RuleSource Source, string Text)> texts, int seed, int rounds)
    {
        var random = Seed.Random(output, seed);
        var directories = new TestDirectories(Matching);
        var world = new ChangingWorld(directories, random);
        var all = texts.Select((rule, index) => (Id: $"{index}", Rule: new BookedRule(Wish.Parse(world.Fill(rule.Text)), rule.Source))).ToArray();
        directories.Read();
        var ever = new HashSet<string>(StringComparer.Ordinal);
        for (var round = 0; round < rounds; round++)
        {
            var rules = all.Where(_ => all.Length == 1 || random.Next(4) > 0).ToDictionary(rule => rule.Id, rule => rule.Rule, StringComparer.Ordinal);
            directories.Now += TimeSpan.FromHours(1);
            directories.ReadChanges().Rules.Refresh(rules, directories.Now);
            var anew = new DirectoryModel(SimulatedActiveDirectory.BaseName, Matching);
            anew.ReadAll(directories.Domain, directories.Tenant);
            var book = new RuleBook(anew);
            book.Refresh(rules, directories.Now);
            foreach (var (id, rule) in rules)
            {
                var expected = book.MembersOf(id).ObjectIds().Order(StringComparer.Ordinal).ToArray();
                directories.Rules.MembersOf(id).ObjectIds().Order(StringComparer.Ordinal).SequenceEqual(expected, StringComparer.Ordinal)
                    .ShouldBeTrue($"{rule.Source}: {rule.Rule.Text} in round {round} after{world.Last}");
                ever.UnionWith(expected);
            }

            world.Change();
        }

        ever.Count.ShouldBeGreaterThan(1, "a rule that never chooses anybody shows nothing");
    }
}
