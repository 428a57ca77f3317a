namespace HybridGroups.Commands.Plans;

internal enum PlanOutput
{
    Text,
    Json,
}
