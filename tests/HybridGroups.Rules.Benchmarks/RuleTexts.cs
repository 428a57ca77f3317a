namespace HybridGroups.Rules.Benchmarks;

/// <summary>Rules of three predicates, in the proportions in which people write operators.</summary>
internal static class RuleTexts
{
    public static IEnumerable<string> Make(int count)
    {
        var random = new Random(4711);
        for (var i = 0; i < count; i++)
        {
            var joined = random.Next(8) == 0 ? "-or" : "-and";
            yield return $"({Narrow(random)}) -and (({Middle(random)}) {joined} ({Wide(random)}))";
        }
    }

    private static string Narrow(Random random) => random.Next(10) switch
    {
        < 5 => $"user.department -eq \"Department {random.Next(600)}\"",
        5 => $"user.extensionAttribute1 -startsWith \"ORG-{random.Next(30)}-{random.Next(40)}\"",
        6 => $"user.department -in [\"Department {random.Next(600)}\",\"department {random.Next(600)}\",\"Department {random.Next(600)}\"]",
        7 => $"user.extensionAttribute2 -eq \"cc{random.Next(2000)}\"",
        8 => $"user.physicalDeliveryOfficeName -eq \"Office {random.Next(900)}\"",
        _ => $"user.jobTitle -contains \"Manager {random.Next(30)}\"",
    };

    private static string Middle(Random random) => random.Next(10) switch
    {
        < 4 => $"user.country -eq \"Country {random.Next(40)}\"",
        4 or 5 => $"user.city -ne \"City {random.Next(1000)}\"",
        6 => $"user.jobTitle -startsWith \"{(random.Next(2) == 0 ? "Senior" : "Manager")}\"",
        7 => $"user.companyName -eq \"Company {random.Next(60)}\"",
        8 => $"user.userPrincipalName -endsWith \"@sub{random.Next(12)}.example.com\"",
        _ => $"user.jobTitle -match \"^(senior|direct).*{random.Next(30)}$\"",
    };

    private static string Wide(Random random) => random.Next(6) switch
    {
        0 or 1 => "user.accountEnabled -eq true",
        2 => "user.userType -eq \"Member\"",
        3 => "user.mail -ne null",
        4 => $"user.state -notContains \"-{random.Next(10)}\"",
        _ => $"user.preferredLanguage -ne \"l-{random.Next(40)}\"",
    };
}
