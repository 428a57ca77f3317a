using System.CommandLine;

namespace HybridGroups.Commands.Permissions;

/// <summary><c>hybrid-groups permissions …</c>: what the service account may do in Active Directory.</summary>
internal static class PermissionsCommand
{
    public static Command Create() => new("permissions", "Grants and checks what the service account may do in Active Directory.")
    {
        GrantCommand.Create(),
        CheckCommand.Create(),
    };
}
