namespace HybridGroups.Rules.Tests.Corpus;

public sealed class Published_rules_are_judged_as_expected(ITestOutputHelper output)
{
    [Fact]
    public void Every_valid_rule_is_accepted_and_every_invalid_one_refused_inside_its_text()
    {
        var file = PublishedRules.File();
        if (file is null)
        {
            Assert.Skip("The collection of published rules (../shared, or HYBRIDGROUPS_SHARED) is not on this machine.");
        }

        var wrong = new List<string>();
        var rows = PublishedRules.Read(file).ToList();
        foreach (var row in rows)
        {
            RuleSubject? target = row.Target switch
            {
                "user" => RuleSubject.User,
                "device" => RuleSubject.Device,
                _ => null,
            };
            var parse = Rule.Parse(row.Rule, RuleDialect.Entra, target);
            foreach (var error in parse.Errors)
            {
                output.WriteLine($"{row.Line} {row.Expect}: {error.Code} [{row.Rule.Substring(error.Offset, error.Length)}] {error.Message} => {error.Suggestion}");
                if (error.Offset < 0 || error.Offset >= row.Rule.Length)
                {
                    wrong.Add($"{row.Line}: offset {error.Offset} is outside the rule");
                }
            }

            if ((row.Expect == "valid" && !parse.IsValid) || (row.Expect == "invalid" && parse.IsValid))
            {
                wrong.Add($"{row.Line}: expected {row.Expect}: {row.Rule} ({row.Why})");
            }
        }

        rows.Count.ShouldBeGreaterThan(300);
        wrong.ShouldBeEmpty();
    }
}
