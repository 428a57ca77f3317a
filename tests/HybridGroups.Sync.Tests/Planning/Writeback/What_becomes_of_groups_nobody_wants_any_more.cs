using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Planning.Writeback;

public sealed class What_becomes_of_groups_nobody_wants_any_more
{
    private readonly TestDirectories directories = new();
    private readonly Person anna;
    private readonly Guid sales;
    private readonly Guid written;

    public What_becomes_of_groups_nobody_wants_any_more()
    {
        anna = directories.Person("anna");
        sales = directories.Tenant.PutGroup("Sales", [anna.Cloud]);
        written = directories.Settle(Wish.Writeback()).Domain.WrittenBackFrom(sales);
    }

    public static TheoryData<RetirementCause> Causes => [RetirementCause.HardDeleted, RetirementCause.SoftDeleted, RetirementCause.LeftScope, RetirementCause.PolicyRemoved];

    [Theory]
    [MemberData(nameof(Causes))]
    public void By_default_it_stays_untouched_whatever_the_cause(RetirementCause cause)
    {
        var plan = directories.Plan(Happens(cause, Wish.Writeback()));
        plan.Changes.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Causes))]
    public void Only_the_cause_that_is_set_to_delete_deletes(RetirementCause cause)
    {
        var deletion = directories.Plan(Happens(cause, With(Wish.Writeback(), cause, RetirementPolicy.Delete))).Changes.ShouldHaveSingleItem().ShouldBeOfType<PlannedChange.DeleteOnPremisesGroup>();
        (deletion.Group.Id, deletion.Cause, deletion.Expected.EntraId).ShouldBe((written, cause, sales));
    }

    [Theory]
    [MemberData(nameof(Causes))]
    public void A_cause_that_is_set_to_retain_stays_though_all_others_delete(RetirementCause cause) =>
        directories.Plan(Happens(cause, With(Wish.DeletingWriteback(), cause, RetirementPolicy.Retain))).Changes.ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Causes))]
    public void Quarantined_it_is_emptied_and_moved_once_with_its_identity(RetirementCause cause)
    {
        var intent = Happens(cause, With(Wish.Writeback(), cause, RetirementPolicy.Quarantine) with { QuarantineContainer = SimulatedActiveDirectory.Quarantine });
        var plan = directories.Plan(intent);
        var quarantine = plan.Changes.ShouldHaveSingleItem().ShouldBeOfType<PlannedChange.QuarantineOnPremisesGroup>();
        quarantine.Members.ShouldBe([anna.OnPremises]);
        plan.OutcomeOf(intent.Ref)!.Retirements[cause].ShouldBe(1);

        directories.Apply(plan.Changes);
        directories.Domain.Find(written).DistinguishedName.ShouldEndWith(SimulatedActiveDirectory.Quarantine);
        var after = directories.Plan(intent);
        after.Changes.ShouldBeEmpty("it lies there already");
        after.OutcomeOf(intent.Ref)!.Quarantined.ShouldBe(1);
    }

    [Fact]
    public void Groups_of_one_name_find_room_in_the_quarantine_one_after_the_other_and_at_once()
    {
        var intent = Wish.Writeback() with { CommonName = "{displayName}", HardDeleted = RetirementPolicy.Quarantine, QuarantineContainer = SimulatedActiveDirectory.Quarantine };
        directories.Settle(intent);
        directories.Tenant.HardDelete(CloudObjectKind.Group, sales);
        directories.Settle(intent);
        foreach (var again in new[] { "second", "third" })
        {
            var id = directories.Tenant.PutGroup(again, with: null, isMicrosoft365: false, ("displayName", "Sales"));
            directories.Settle(intent);
            directories.Tenant.HardDelete(CloudObjectKind.Group, id);
            directories.Settle(intent);
        }

        directories.Domain.Objects.Count(item => item.DistinguishedName.EndsWith(SimulatedActiveDirectory.Quarantine, StringComparison.Ordinal)).ShouldBe(3);
    }

    [Fact]
    public void Interrupted_between_the_move_and_the_emptying_it_is_emptied_where_it_lies()
    {
        var intent = Wish.Writeback() with { HardDeleted = RetirementPolicy.Quarantine, QuarantineContainer = SimulatedActiveDirectory.Quarantine };
        directories.Tenant.HardDelete(CloudObjectKind.Group, sales);
        directories.Domain.TryMove(written, newName: null, SimulatedActiveDirectory.Quarantine).ShouldBeTrue();
        directories.Plan(intent).Only<PlannedChange.QuarantineOnPremisesGroup>().NewName.ShouldBeNull();
        directories.Settle(intent);
        directories.Domain.MembersOf(written).ShouldBeEmpty();
    }

    [Fact]
    public void The_number_that_waits_is_told_by_cause()
    {
        var more = directories.Tenant.PutGroup("More");
        var intent = Wish.DeletingWriteback();
        directories.Settle(intent);
        directories.Tenant.HardDelete(CloudObjectKind.Group, sales);
        directories.Tenant.SoftDelete(CloudObjectKind.Group, more);
        directories.Plan(intent).OutcomeOf(intent.Ref)!.Retirements.ShouldBe(new Dictionary<RetirementCause, int> { [RetirementCause.HardDeleted] = 1, [RetirementCause.SoftDeleted] = 1 }, ignoreOrder: true);
    }

    [Fact]
    public void A_group_that_is_restored_is_found_again_by_its_mark()
    {
        directories.Tenant.SoftDelete(CloudObjectKind.Group, sales);
        directories.Settle(Wish.Writeback());
        directories.Tenant.Restore(CloudObjectKind.Group, sales);
        directories.Plan(Wish.Writeback()).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void A_group_in_a_container_of_no_policy_is_nobodys_to_retire()
    {
        directories.Domain.TryMove(written, newName: null, SimulatedActiveDirectory.Groups).ShouldBeTrue();
        directories.Tenant.HardDelete(CloudObjectKind.Group, sales);
        directories.Plan(Wish.DeletingWriteback()).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void A_group_without_a_mark_is_never_retired()
    {
        directories.Domain.PutGroup("by hand", container: SimulatedActiveDirectory.CloudGroups);
        directories.Plan(Wish.DeletingWriteback() with { IsEnabled = false }).Changes.ShouldHaveSingleItem().Group.Id.ShouldBe(written);
    }

    [Fact]
    public void A_suspended_policy_retires_nothing_and_nobody_else_retires_for_it()
    {
        directories.Tenant.HardDelete(CloudObjectKind.Group, sales);
        var other = Wish.DeletingWriteback("other") with { Container = SimulatedActiveDirectory.BaseName };
        directories.Plan(Wish.DeletingWriteback() with { IsSuspended = true }, other).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void A_group_that_another_policy_picks_is_not_retired_when_the_first_is_disabled()
    {
        var other = Wish.Writeback("other");
        directories.Plan(Wish.DeletingWriteback() with { IsEnabled = false }, other).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void The_group_that_a_rule_made_is_never_taken_for_one_whose_source_has_gone()
    {
        var rule = Wish.Rule("user.accountEnabled -eq true", Wish.MadeOnPremises());
        directories.Settle(Wish.DeletingWriteback(), rule);
        directories.Plan(Wish.DeletingWriteback(), rule).Changes.ShouldBeEmpty();
        directories.Plan(Wish.DeletingWriteback() with { IsEnabled = false }).All<PlannedChange.DeleteOnPremisesGroup>().ShouldHaveSingleItem().Group.Id.ShouldBe(written);
    }

    private static WritebackIntent With(WritebackIntent intent, RetirementCause cause, RetirementPolicy policy) => cause switch
    {
        RetirementCause.HardDeleted => intent with { HardDeleted = policy },
        RetirementCause.SoftDeleted => intent with { SoftDeleted = policy },
        RetirementCause.LeftScope => intent with { LeftScope = policy },
        _ => intent with { PolicyRemoved = policy },
    };

    private WritebackIntent Happens(RetirementCause cause, WritebackIntent intent)
    {
        switch (cause)
        {
            case RetirementCause.HardDeleted:
                directories.Tenant.HardDelete(CloudObjectKind.Group, sales);
                return intent;
            case RetirementCause.SoftDeleted:
                directories.Tenant.SoftDelete(CloudObjectKind.Group, sales);
                return intent;
            case RetirementCause.LeftScope:
                return intent with { Exclude = new HashSet<Guid> { sales } };
            default:
                return intent with { IsEnabled = false };
        }
    }
}
