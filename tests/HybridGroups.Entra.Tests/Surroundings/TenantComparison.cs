using HybridGroups.GraphSimulator.Hosting;
using HybridGroups.Sync.Cloud.Changes;

namespace HybridGroups.Entra.Tests.Surroundings;

internal static class TenantComparison
{
    /// <summary>What is known must be what is true: every user, device and group, and every membership that counts.</summary>
    public static void ShouldMatch(this CloudMirror mirror, TenantSnapshot truth, string because = "")
    {
        mirror.Live(CloudObjectKind.User).ToHashSet().SetEquals(truth.Users).ShouldBeTrue($"users {because}");
        mirror.Live(CloudObjectKind.Device).ToHashSet().SetEquals(truth.Devices).ShouldBeTrue($"devices {because}");
        mirror.Live(CloudObjectKind.Group).ToHashSet().SetEquals(truth.GroupMembers.Keys).ShouldBeTrue($"groups {because}");
        foreach (var (group, members) in truth.GroupMembers)
            mirror.EffectiveMembers(group).SetEquals(members).ShouldBeTrue($"members of {truth.DisplayNames[group]} {because}");
    }
}
