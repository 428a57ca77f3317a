using Kube.Client.Schema;

namespace HybridGroups.Api.DynamicGroupRules;

/// <summary>A group of Active Directory: one that is there, by distinguished name, or one that is made, by name and container.</summary>
[Cel("has(self.distinguishedName) != has(self.name)", "give either distinguishedName or name with organizationalUnit, and not both")]
[Cel("has(self.name) == has(self.organizationalUnit)", "name and organizationalUnit are given together", FieldPath = ".organizationalUnit")]
[Cel("has(self.distinguishedName) == has(oldSelf.distinguishedName)", "cannot change between distinguishedName and name: make another DynamicGroupRule")]
[Cel("has(self.name) || !self.create", "is only for a group named by name and organizationalUnit", FieldPath = ".create")]
public sealed record ActiveDirectoryGroupTarget
{
    /// <summary>The distinguished name of a group that is there.</summary>
    [Bounds(MinLength = 4, MaxLength = ValuePatterns.LongestDistinguishedName, Pattern = ValuePatterns.DistinguishedName)]
    [Cel("self == oldSelf", "cannot be changed: make another DynamicGroupRule for another group")]
    public string? DistinguishedName { get; init; }

    /// <summary>The name (cn and sAMAccountName) of a group that this rule makes. A group that merely has the same name is never taken over.</summary>
    [Bounds(MinLength = 1, MaxLength = 64, Pattern = "^[^\"\\[\\]:;|=+*?<>/\\\\,@]+$")]
    public string? Name { get; init; }

    /// <summary>Its container, inside the connector's writableContainers.</summary>
    [Bounds(MinLength = 4, MaxLength = ValuePatterns.LongestDistinguishedName, Pattern = ValuePatterns.DistinguishedName)]
    public string? OrganizationalUnit { get; init; }

    /// <summary>The scope of a group that is made.</summary>
    [Default("\"Universal\"")]
    public ActiveDirectoryGroupScope Scope { get; init; } = ActiveDirectoryGroupScope.Universal;

    /// <summary>Make the group when it is not there.</summary>
    [Default("false")]
    public bool Create { get; init; }
}
