namespace HybridGroups.Commands.Permissions;

internal enum PermissionsOutput
{
    Text,
    Json,
}
