namespace HybridGroups.Rules.Benchmarks;

/// <summary>A user as an object with properties, the way the object-based peer sees it.</summary>
internal sealed class Employee
{
    public required string ObjectId { get; init; }

    public required string DisplayName { get; init; }

    public required string UserPrincipalName { get; init; }

    public required string? Mail { get; init; }

    public required string MailNickName { get; init; }

    public required string GivenName { get; init; }

    public required string Surname { get; init; }

    public required string EmployeeId { get; init; }

    public required string? Department { get; set; }

    public required string? JobTitle { get; set; }

    public required string? CompanyName { get; set; }

    public required string? City { get; set; }

    public required string? State { get; set; }

    public required string? Country { get; set; }

    public required string? PostalCode { get; init; }

    public required string? StreetAddress { get; init; }

    public required string? PhysicalDeliveryOfficeName { get; set; }

    public required string? TelephoneNumber { get; init; }

    public required string? Mobile { get; init; }

    public required string? UsageLocation { get; set; }

    public required string? PreferredLanguage { get; set; }

    public required string? UserType { get; set; }

    public required string? AccountEnabled { get; set; }

    public required string? ExtensionAttribute1 { get; set; }

    public required string? ExtensionAttribute2 { get; set; }
}
