using HybridGroups.Api.Conditions;
using HybridGroups.Sync.Planning;

namespace HybridGroups.Generation;

/// <summary>Every reason of a condition and every class of object error, for people. A test compares it with the words that the code knows.</summary>
internal static class ErrorCatalogue
{
    private const string Nothing = "Nothing.";
    private const string Retried = "Nothing: it is tried again, later and later.";

    public static IReadOnlyList<CatalogueEntry> ConditionReasons { get; } =
    [
        new(Reasons.Succeeded, "All is as it should be.", Nothing),
        new(Reasons.Reachable, "The directory answers.", Nothing),
        new(Reasons.Available, "What is asked for is there.", Nothing),
        new(Reasons.Progressing, "Not known yet, or work is under way.", "Wait. If it lasts, look at the operator's log and at the other conditions."),
        new(Reasons.ProgressingWithRetry, "It failed and is tried again.", "Read the message of the condition Ready: it names what failed."),
        new(Reasons.Unreachable, "A directory does not answer: name, port, certificate or network.", "`hybrid-groups connector test` walks there step by step, and says at the first that fails what to do."),
        new(Reasons.WrongDomain, "A domain controller answers, but for another domain than `spec.activeDirectory.baseDN`.", "Correct the servers, or make another SyncConnector for that domain. The baseDN of one cannot change."),
        new(Reasons.InvalidSpec, "The spec says something that cannot be carried out.", "Correct the field that the message names. `hybrid-groups plan -f` tells of it before it is applied."),
        new(Reasons.ReferenceNotFound, "A Secret or ConfigMap that the spec names is not there, or lacks the key.", "Create it in the connector's namespace. The operator goes on by itself."),
        new(Reasons.Suspended, "`spec.suspend` is true, here or of the connector that this works through: nothing is read and nothing is written.", "Set it to false to go on."),
        new(Reasons.ConnectorNotFound, "The SyncConnector that the spec names is not there.", "Create it, or correct `spec.connectorRef`."),
        new(Reasons.ConnectorNotReady, "The connector cannot work at the moment.", "Look at the SyncConnector: its message says why."),
        new(Reasons.NamespaceNotAllowed, "The connector is in another namespace and does not allow this one.", "Its owner sets `spec.allowedNamespaces`, or move the object into the connector's namespace."),
        new(Reasons.TargetClaimed, "Another policy or rule wants the same group or groups.", "Take one of the two away, or narrow its selection. The one that was there first goes on."),
        new(Reasons.RuleInvalid, "The rule has an error.", "The message has line, column and a suggestion. Try with `hybrid-groups rule check`. The members stay as they are meanwhile."),
        new(Reasons.SafetyThresholdExceeded, "More would change than the limits allow. What is above them waits; the rest goes on.", "Look: `hybrid-groups approve NAME`. If it is meant, approve it by its hash; if not, correct the source or the rule."),
        new(Reasons.NotAuthorized, "The account or application is not accepted, or lacks a right.", "`hybrid-groups connector test` names the missing right or permission. A secret may have expired."),
        new(Reasons.ImportFailed, "A directory could not be read to its end. Nothing is taken away until it can be.", "The message names what failed. Additions go on meanwhile."),
        new(Reasons.ObjectErrors, "Some objects could not be brought into agreement.", "`status.objectErrors` names them, each with its class (below) and remedy."),
        new(Reasons.Staging, "The plan is computed and shown, and nothing is written.", "Set `spec.mode: Active` when the plan is what you want."),
        new(Reasons.OutsideChangeWindow, "Changes are planned and wait for the hours in which they may be made.", "Wait: the message says until when. To have them made now, take `spec.schedule.windows` away, or widen it."),
        new(Reasons.AwaitingConfirmation, "Groups would be deleted because a policy was disabled or deleted.", "Annotate the policy with `hybridgroups.io/confirm-deletion=<number>`, or switch it on again. See [safety](safety.md#deleted-only-after-its-number-was-confirmed)."),
        new(Reasons.Disabled, "The policy is switched off, and its groups were kept or dealt with.", Nothing),
        new(Reasons.PrerequisiteMissing, "Something required is missing: see the conditions of the prerequisites.", "Each says in its message what to do."),
        new(Reasons.Missing, "A prerequisite is not there. A required one blocks, an optional one is only told.", "Its message says what to do."),
        new(Reasons.TargetNotWritable, "The group whose members a rule keeps cannot be written.", "The message names why: a right, a protected group, a group that Active Directory owns."),
        new(Reasons.UpdatesStalled, "Dynamic updates have been waiting for more than 24 hours.", "Look at the rules that are not `UpdateComplete`: they wait for an approval, or their groups cannot be written."),
        new(Reasons.DryRun, "What would change is counted, and nothing is changed.", "Set `dryRun: false` when the counts are what you want."),
        new(Reasons.Paused, "The rule is paused: the members stay as they are.", "Set `processingState: On` to go on."),
    ];

    public static IReadOnlyList<CatalogueEntry> ObjectErrorClasses { get; } =
    [
        new(ProblemClasses.AmbiguousMatch, "Two objects share the key that they would be matched by.", "Make the key unique: one of the two has the wrong user principal name, mail or immutable id."),
        new(ProblemClasses.DuplicateAnchor, "Several groups of Active Directory carry the same mark (`adminDescription`), as after copying a group.", "Decide which one is right and clear adminDescription, and msDS-ExternalDirectoryObjectId, of the others."),
        new(ProblemClasses.AttributeValueMustBeUnique, "Another object has the name, account name or mail nickname.", "Change one of the two, or the naming template of the policy."),
        new(ProblemClasses.DataValidationFailed, "A value that the other directory does not take.", "Correct the value at its source; the message names it."),
        new(ProblemClasses.MaximumMembersExceeded, "The group has more members than `spec.members.maximum` allows.", "Raise the maximum, or leave the group out of the selection."),
        new(ProblemClasses.UnmatchedMembers, "None of a group's members is found in the other directory, so that it would be emptied. It is left as it is.", "Look at `spec.matching`, and whether the people are in scope on both sides."),
        new(ProblemClasses.SourceOfAuthorityOnPremises, "Active Directory owns the group through another product; Entra would refuse the change.", "Change it in Active Directory, or hand its source of authority over to the cloud first. See [migration](migration.md)."),
        new(ProblemClasses.SourceOfAuthorityInCloud, "The cloud owns the group; nothing of Active Directory may flow to it.", "Take the group out of `groupSync`, or hand it back to Active Directory."),
        new(ProblemClasses.ProtectedObject, "The directory protects the group (adminCount, a critical system object, a built-in one), or it can hand out roles in Entra.", "Such groups are never written. Choose another group."),
        new(ProblemClasses.OutsideWritableContainers, "It lies outside of the connector's `writableContainers`.", "Add the container there, and grant the right: `hybrid-groups permissions grant`. Or correct the target."),
        new(ProblemClasses.TargetClaimed, "Two policies or rules want the same group.", "Take one of the two away, or narrow its selection. The one that was there first goes on."),
        new(ProblemClasses.LicensesAssigned, "Licences are assigned to a group that is to be deleted, and people depend on them.", "Move the licences first, or set `spec.groupSync.licences: Remove`. See [the tutorial](tutorials/licences.md)."),
        new(ProblemClasses.TargetNotFound, "The target group of a rule is not there.", "Correct its id or distinguished name, or let the rule make it with `create: true`."),
        new(ProblemClasses.NotManageable, "A distribution list or mail-enabled security group: applications cannot change such groups through Graph.", "Use a security or Microsoft 365 group, or manage it in Exchange."),
        new(ProblemClasses.Drift, "Somebody else changed a written group, and `drift: Report` leaves it so.", "Take the change back, make it at the source, or set `drift: Overwrite`."),
        new(ProblemClasses.RuleCycle, "Rules read one another's members in a circle.", "Break the circle: one of the rules must not ask for the other's group."),
        new(ProblemClasses.RuleTooSlow, "A pattern of the rule used up its time on some value.", "Write the pattern so that it needs no backtracking: no nested repetitions."),
        new(ProblemClasses.NotAllowed, "The directory does not allow it (nesting, schema, a value).", "The message has the directory's own words."),
        new(ProblemClasses.Dependency, "Something that this depended on failed.", "Look at the error of that object; this goes on by itself."),
        new(ProblemClasses.ChangedMeanwhile, "The object was changed while the plan was carried out, so it was left alone.", "Nothing: the next read shows how it is."),
        new(ProblemClasses.Transient, "The directory did not answer, or told to wait.", Retried),
        new(ProblemClasses.QuotaExceeded, "The tenant has no room for another object.", "Ask Microsoft for a larger quota, or delete objects that nobody needs; the recycle bin counts too."),
        new(ProblemClasses.WritebackConfigurationUnread, "The groups' own wishes to be written back could not be read, so what they would decide is left as it is.", "Grant `Group.Read.All`, or set `honourWritebackConfiguration: false` so that the policy alone decides."),
        new(ProblemClasses.AdoptionNotPossible, "A group of Entra cannot be given to the group of Active Directory that spec.groupSync.adopt names.", "It is not there, fills itself by a rule, is written back, was made from another group, or its source has one already: the message says which. No second group is made."),
        new(ProblemClasses.SourceAnchorChanged, "A group's anchor is another one than that under which it is known.", "Somebody changed ms-DS-ConsistencyGuid. Put the old value back, or decide which of the two groups in Entra stays."),
        new(ProblemClasses.PermissionMissing, "The account or application lacks a right.", "`hybrid-groups connector test` names it; `hybrid-groups permissions grant` gives those of Active Directory."),
    ];
}
