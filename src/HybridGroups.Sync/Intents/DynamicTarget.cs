using HybridGroups.Sync.Directory;

namespace HybridGroups.Sync.Intents;

/// <summary>The group whose members a rule keeps.</summary>
public abstract record DynamicTarget
{
    private DynamicTarget()
    {
    }

    public sealed record ExistingEntraGroup(Guid Id) : DynamicTarget;

    public sealed record MadeEntraGroup(string DisplayName, string MailNickname, string? Description, bool IsMicrosoft365, bool Create) : DynamicTarget;

    public sealed record ExistingActiveDirectoryGroup(string DistinguishedName) : DynamicTarget;

    public sealed record MadeActiveDirectoryGroup(string Name, string Container, GroupScope Scope, bool Create) : DynamicTarget;
}
