using System.Reflection;
using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Model;

public sealed class A_removal_needs_the_proof_that_both_sides_were_read
{
    private readonly TestDirectories directories = new();

    [Fact]
    public void Both_sides_complete_and_current_are_the_proof() => directories.Read().Model.ProveComplete().ShouldNotBeNull();

    [Fact]
    public void A_side_that_did_not_answer_to_the_end_is_none()
    {
        directories.Read().Model.OnPremisesIsCurrent = false;
        directories.Model.ProveComplete().ShouldBeNull();
        directories.Model.OnPremisesIsCurrent = true;
        directories.Model.CloudIsCurrent = false;
        directories.Model.ProveComplete().ShouldBeNull();
    }

    [Theory]
    [InlineData(CloudObjectKind.User)]
    [InlineData(CloudObjectKind.Group)]
    [InlineData(CloudObjectKind.Device)]
    public void A_kind_of_Entra_that_was_never_read_to_the_end_leaves_no_proof(CloudObjectKind missing)
    {
        directories.Model.ReadAll(directories.Domain);
        foreach (var kind in Reading.Kinds.Where(kind => kind != missing)) directories.Model.ReadAll(kind, []);
        directories.Model.CloudIsCurrent = true;
        directories.Model.ProveComplete().ShouldBeNull();
        directories.Model.ReadAll(missing, []);
        directories.Model.ProveComplete().ShouldNotBeNull();
    }

    [Fact]
    public void An_Active_Directory_that_was_never_read_to_the_end_leaves_no_proof()
    {
        directories.Model.ReadAll(directories.Tenant);
        directories.Model.OnPremisesIsCurrent = true;
        directories.Model.ProveComplete().ShouldBeNull();
    }

    [Fact]
    public void Nobody_else_can_make_the_proof() =>
        typeof(CompleteImports).GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).ShouldAllBe(constructor => constructor.IsPrivate);

    [Fact]
    public void Whatever_takes_something_away_asks_for_the_proof()
    {
        var destructive = typeof(PlannedChange).GetNestedTypes()
            .Where(type => type.Name.StartsWith("Remove", StringComparison.Ordinal) || type.Name.StartsWith("Delete", StringComparison.Ordinal) || type.Name.StartsWith("Quarantine", StringComparison.Ordinal) || type.Name.StartsWith("Replace", StringComparison.Ordinal))
            .ToArray();
        destructive.Length.ShouldBe(5);
        destructive.ShouldAllBe(type => type.GetConstructors().All(constructor => constructor.GetParameters()[0].ParameterType == typeof(CompleteImports)));
    }
}
