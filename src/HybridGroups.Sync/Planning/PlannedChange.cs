using HybridGroups.Sync.Cloud.Groups;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Model;

namespace HybridGroups.Sync.Planning;

/// <summary>
/// One change, with who wants it and why. A closed union, in the order in which the kinds are carried out. What takes something
/// away carries the proof that both directories were read completely.
/// </summary>
public abstract record PlannedChange(IntentRef Intent, TargetGroup Group, string Reason)
{
    /// <summary>Kinds are carried out in this order: nothing is taken away before what replaces it is there.</summary>
    internal abstract int Order { get; }

    /// <summary>What it is, in one word.</summary>
    public string Kind => GetType().Name;

    /// <summary>Every single thing that it does, in a form that stays the same from run to run.</summary>
    public virtual IEnumerable<string> Keys => [$"{Kind}|{Group.Side}|{Group.Id:D}"];

    /// <summary>How many single things it does: each member is one.</summary>
    public virtual int Count => 1;

    public sealed record CreateOnPremisesGroup(IntentRef Intent, TargetGroup Group, string Reason, NewGroup New) : PlannedChange(Intent, Group, Reason)
    {
        internal override int Order => 0;
    }

    public sealed record CreateCloudGroup(IntentRef Intent, TargetGroup Group, string Reason, CloudGroupDraft Draft) : PlannedChange(Intent, Group, Reason)
    {
        internal override int Order => 1;
    }

    /// <summary>Renames, moves, or both.</summary>
    public sealed record MoveOnPremisesGroup(IntentRef Intent, TargetGroup Group, string Reason, string? NewName, string? NewContainer) : PlannedChange(Intent, Group, Reason)
    {
        internal override int Order => 3;

        public override IEnumerable<string> Keys => [$"{Kind}|{Group.Side}|{Group.Id:D}|{NewName}|{NewContainer}"];
    }

    public sealed record UpdateOnPremisesGroup(
        IntentRef Intent, TargetGroup Group, string Reason, IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes,
        IReadOnlyDictionary<string, IReadOnlyList<string>> Before) : PlannedChange(Intent, Group, Reason)
    {
        internal override int Order => 4;
    }

    public sealed record UpdateCloudGroup(
        IntentRef Intent, TargetGroup Group, string Reason, CloudGroupEdit Edit, IReadOnlyDictionary<string, object?> Before) : PlannedChange(Intent, Group, Reason)
    {
        internal override int Order => 5;
    }

    /// <summary>A rule is handed to Entra, and nobody loses a membership by it.</summary>
    public sealed record SetMembershipRule(IntentRef Intent, TargetGroup Group, string Reason, string Rule, bool IsOn) : PlannedChange(Intent, Group, Reason)
    {
        /// <summary>Who would become a member, as far as can be told here.</summary>
        public int Gained { get; init; }

        public int MembersBefore { get; init; }

        internal override int Order => 6;

        public override IEnumerable<string> Keys => [$"{Kind}|{Group.Side}|{Group.Id:D}|{IsOn}|{Rule}"];
    }

    /// <summary>A rule is handed to Entra, which takes these members out: they are none that the rule picks.</summary>
    public sealed record ReplaceMembersByRule(
        CompleteImports Proof, IntentRef Intent, TargetGroup Group, string Reason, string Rule, bool IsOn, IReadOnlyList<PlannedMember> Members, int MembersBefore)
        : PlannedChange(Intent, Group, Reason)
    {
        /// <inheritdoc cref="SetMembershipRule.Gained"/>
        public int Gained { get; init; }

        /// <summary>Somebody else filled the group before: nobody has seen yet who would lose the membership.</summary>
        public bool IsTakeover { get; init; }

        internal override int Order => 6;

        public override IEnumerable<string> Keys => Members.Select(member => $"{Kind}|{Group.Side}|{Group.Id:D}|{IsOn}|{Rule}|{member.Id:D}");

        public override int Count => Members.Count;
    }

    /// <summary>A group that Entra filled by a rule of its own is to be filled from outside; it keeps the members that it has.</summary>
    public sealed record MakeAssigned(IntentRef Intent, TargetGroup Group, string Reason, string Rule) : PlannedChange(Intent, Group, Reason)
    {
        internal override int Order => 6;
    }

    /// <param name="IsFirstFill">The group is new or empty: what it gets now it never had.</param>
    public sealed record AddMembers(
        IntentRef Intent, TargetGroup Group, string Reason, IReadOnlyList<PlannedMember> Members, int MembersBefore, bool IsFirstFill) : PlannedChange(Intent, Group, Reason)
    {
        internal override int Order => 7;

        public override IEnumerable<string> Keys => Members.Select(member => $"{Kind}|{Group.Side}|{Group.Id:D}|{member.Id:D}");

        public override int Count => Members.Count;
    }

    public sealed record RemoveMembers(
        CompleteImports Proof, IntentRef Intent, TargetGroup Group, string Reason, IReadOnlyList<PlannedMember> Members, int MembersBefore) : PlannedChange(Intent, Group, Reason)
    {
        /// <summary>The group of the other directory whose members these mirror; looked at again before anything is removed.</summary>
        public Guid? Source { get; init; }

        /// <summary>A rule removes them from a group that it did not fill before: nobody has seen yet whom it would remove.</summary>
        public bool IsTakeover { get; init; }

        internal override int Order => 8;

        public override IEnumerable<string> Keys => Members.Select(member => $"{Kind}|{Group.Side}|{Group.Id:D}|{member.Id:D}");

        public override int Count => Members.Count;
    }

    /// <summary>Emptied and moved away, with its SID.</summary>
    public sealed record QuarantineOnPremisesGroup(
        CompleteImports Proof, IntentRef Intent, TargetGroup Group, string Reason, RetirementCause Cause, string Container, IReadOnlyList<Guid> Members, Guid Source)
        : PlannedChange(Intent, Group, Reason)
    {
        /// <summary>Another name for it, when its own is taken there; null when it keeps it.</summary>
        public string? NewName { get; init; }

        internal override int Order => 9;
    }

    public sealed record DeleteOnPremisesGroup(
        CompleteImports Proof, IntentRef Intent, TargetGroup Group, string Reason, RetirementCause Cause, WritebackAnchor Expected)
        : PlannedChange(Intent, Group, Reason)
    {
        internal override int Order => 10;
    }

    /// <param name="Source">The anchor of the group of Active Directory that it was made from; null when a rule made it.</param>
    public sealed record DeleteCloudGroup(
        CompleteImports Proof, IntentRef Intent, TargetGroup Group, string Reason, RetirementCause Cause, string ExpectedUniqueName, Guid? Source, bool RemovesLicences)
        : PlannedChange(Intent, Group, Reason)
    {
        internal override int Order => 11;
    }
}
