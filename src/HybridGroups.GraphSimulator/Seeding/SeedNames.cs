namespace HybridGroups.GraphSimulator.Seeding;

/// <summary>Words that made-up objects are named with.</summary>
internal static class SeedNames
{
    public static readonly string[] Departments =
        ["Sales", "Engineering", "Finance", "Legal", "Marketing", "Operations", "Research", "Support", "Purchasing", "Human Resources"];

    public static readonly string[] JobTitles =
        ["Engineer", "Analyst", "Manager", "Director", "Assistant", "Consultant", "Technician", "Specialist"];

    public static readonly string[] Countries = ["US", "DE", "FR", "JP", "BR", "IN", "AU", "ZA"];

    public static readonly string[] Cities = ["Seattle", "Berlin", "Lyon", "Osaka", "Recife", "Pune", "Perth", "Durban"];
}
