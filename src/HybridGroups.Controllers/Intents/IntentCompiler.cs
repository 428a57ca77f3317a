using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HybridGroups.Api;
using HybridGroups.Api.DynamicGroupRules;
using HybridGroups.Api.GroupWritebackPolicies;
using HybridGroups.Api.Safety;
using HybridGroups.Api.SyncConnectors;
using HybridGroups.Rules;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Intents;
using RuleSubject = HybridGroups.Rules.RuleSubject;
using HybridGroups.Sync.Safety;
using Kube.Client.Metadata;

namespace HybridGroups.Controllers.Intents;

/// <summary>From what people write to what the planner works with. Only for objects that passed their checks.</summary>
public static class IntentCompiler
{
    public static IntentRef RefOf(GroupWritebackPolicy policy) => new(IntentKind.Writeback, policy.Key.ToString(), policy.Metadata.Generation ?? 0);

    public static IntentRef RefOf(DynamicGroupRule rule) => new(IntentKind.DynamicRule, rule.Key.ToString(), rule.Metadata.Generation ?? 0);

    public static IntentRef RefOf(SyncConnector connector) => new(IntentKind.GroupSync, connector.Key.ToString(), connector.Metadata.Generation ?? 0);

    /// <summary>
    /// By which the group that a rule makes is found again. Of its name, not of its uid: when a cluster is lost and set up anew
    /// from the same manifests, its rules find their groups, and no second ones are made.
    /// </summary>
    public static Guid RuleIdOf(ObjectKey rule)
    {
        const int length = 16;
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"DynamicGroupRule {rule}")).AsSpan(0, length);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Null when a time or a zone cannot be read.</summary>
    public static IReadOnlyList<ChangeHours>? HoursOf(ScheduleSpec schedule)
    {
        var hours = new List<ChangeHours>();
        foreach (var window in schedule.Windows ?? [])
        {
            if (ClockText.TryParse(window.From) is not { } from || ClockText.TryParse(window.To) is not { } to
                || !TimeZoneInfo.TryFindSystemTimeZoneById(window.TimeZone, out var zone)) return null;
            hours.Add(new ChangeHours([.. window.Days ?? []], from, to, zone));
        }

        return hours;
    }

    public static Limits LimitsOf(SafetySpec safety) => new()
    {
        DeletedGroups = safety.MaxDeletedGroups,
        DeletedGroupsPercent = safety.MaxDeletedGroupsPercent,
        RemovedMembers = safety.MaxRemovedMembers,
        RemovedMembersPercent = safety.MaxRemovedMembersPercent,
        AddedMembers = safety.MaxAddedMembers,
        AddedMembersPercent = safety.MaxAddedMembersPercent,
        CountsFirstFill = safety.LimitFirstFill,
    };

    public static GroupSyncIntent? Compile(SyncConnector connector)
    {
        var spec = connector.Spec.GroupSync;
        if (!spec.Enabled) return null;
        return new GroupSyncIntent(RefOf(connector), LimitsOf(connector.Spec.Safety))
        {
            Since = SinceOf(connector),
            MaximumMembers = spec.EntraGroups.MaximumMembers,
            Containers = [.. (spec.Selector?.OrganizationalUnits ?? []).Select(DirectoryPath.Of)],
            Rule = spec.Selector?.Rule is { } rule ? GroupRule(rule) : null,
            Include = Ids(spec.Selector?.Include),
            Exclude = Ids(spec.Selector?.Exclude),
            Adopt = (spec.Adopt?.Groups ?? []).ToDictionary(pair => Guid.Parse(pair.ActiveDirectoryGroup), pair => Guid.Parse(pair.EntraGroup)),
            AdoptsFormerlySynced = spec.Adopt?.FormerlySynced == true,
            Adopted = Ids(connector.Status?.Adopted),
            AsMicrosoft365 = spec.EntraGroups.Type == Api.EntraGroupType.Microsoft365,
            NameTemplate = spec.EntraGroups.NameTemplate,
            Nested = Nested(spec.EntraGroups.Nested),
            DeletesInEntra = spec.DeletionPolicy == GroupDeletionPolicy.Delete,
            RemovesLicences = spec.Licences == LicenceHandling.Remove,
            DomainName = string.Join('.', connector.Spec.ActiveDirectory.BaseDN.Split(',').Select(part => part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim())),
        };
    }

    /// <param name="policy">The policy.</param>
    /// <param name="connector">Its connector.</param>
    /// <param name="hasExchange">Whether the schema has Exchange's attributes.</param>
    /// <param name="isBlocked">It is not carried out, though what it wrote stays its own.</param>
    public static WritebackIntent Compile(GroupWritebackPolicy policy, SyncConnector connector, bool hasExchange, bool isBlocked)
    {
        var spec = policy.Spec;
        var overrides = spec.DeletionPolicyOverrides;
        return new WritebackIntent(RefOf(policy), LimitsOf(SafetyTightening.Apply(connector.Spec.Safety, spec.Safety)), spec.Target.OrganizationalUnit)
        {
            Since = SinceOf(policy),
            IsEnabled = spec.Enabled && policy.Metadata.DeletionTimestamp is null,
            IsSuspended = isBlocked || spec.Suspend,
            IncludesMicrosoft365 = spec.Selection.Types.Contains(Api.EntraGroupType.Microsoft365),
            IncludesSecurity = spec.Selection.Types.Contains(Api.EntraGroupType.Security),
            Rule = spec.Selection.Rule is { } rule && !isBlocked ? GroupRule(rule) : null,
            Include = Ids(spec.Selection.Include),
            Exclude = Ids(spec.Selection.Exclude),
            HonoursWritebackConfiguration = spec.Selection.HonourWritebackConfiguration,
            Containers = isBlocked ? [] : [.. (spec.Target.Containers ?? []).Select(container => new ContainerChoice(GroupRule(container.Rule), container.OrganizationalUnit))],
            QuarantineContainer = spec.Target.QuarantineOrganizationalUnit,
            CommonName = spec.Naming.CommonName,
            SamAccountName = spec.Naming.SamAccountName,
            Microsoft365Becomes = spec.GroupTypes.Microsoft365 == Microsoft365GroupBecomes.UniversalDistribution ? GroupKind.UniversalDistribution : GroupKind.UniversalSecurity,
            Nested = Nested(spec.Members.Nested),
            ReportsUnmatched = spec.Members.Unmatched == UnmatchedMembers.Report,
            MaximumMembers = spec.Members.Maximum,
            Microsoft365IsMailEnabled = spec.GroupTypes.Microsoft365 != Microsoft365GroupBecomes.UniversalSecurity,
            WritesMail = spec.Exchange != ExchangeHandling.Skip && hasExchange,
            ReportsDrift = spec.Drift == DriftHandling.Report,
            HardDeleted = Retirement(overrides?.HardDeleted ?? spec.DeletionPolicy),
            SoftDeleted = Retirement(overrides?.SoftDeleted ?? spec.DeletionPolicy),
            LeftScope = Retirement(overrides?.LeftScope ?? spec.DeletionPolicy),
            PolicyRemoved = Retirement(overrides?.PolicyRemoved ?? spec.DeletionPolicy),
            ConfirmedDeletions = int.TryParse(policy.Metadata.Annotations?.GetValueOrDefault(Annotations.ConfirmDeletion), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null,
            PublishedDeletions = policy.Status?.PendingDeletion?.Count,
        };
    }

    public static DynamicRuleIntent Compile(DynamicGroupRule rule, SyncConnector connector)
    {
        var spec = rule.Spec;
        var byEntra = spec.EvaluatedBy == RuleEvaluator.Entra;
        var parsed = Rule.Parse(spec.Rule, byEntra ? RuleDialect.Entra : RuleDialect.Extended).Rule
            ?? throw new InvalidOperationException($"The rule of {rule.Key} was not checked.");
        return new DynamicRuleIntent(
            RefOf(rule), LimitsOf(SafetyTightening.Apply(connector.Spec.Safety, spec.Safety)), RuleIdOf(rule.Key), parsed, Source(spec.Source), Target(rule))
        {
            Since = SinceOf(rule),
            TakesOver = !HasFilled(rule) && spec.Target is ({ EntraGroup.Id: not null } or { ActiveDirectoryGroup.DistinguishedName: not null }),
            IncludeMembers = spec.IncludeMembers ?? [],
            ExcludeMembers = spec.ExcludeMembers ?? [],
            EvaluatedByEntra = byEntra,
            IsPaused = spec.ProcessingState == ProcessingState.Paused,
            IsDryRun = spec.DryRun,
            DeletesTarget = rule.Metadata.DeletionTimestamp is not null,
        };
    }

    /// <summary>The group once had exactly the members that the rule picks: from then on it is the rule's.</summary>
    public static bool HasFilled(DynamicGroupRule rule) =>
        DateTimeOffset.TryParse(rule.Status?.MembershipLastUpdated, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    private static DateTimeOffset SinceOf(KubernetesObject item) => item.Metadata.CreationTimestamp ?? DateTimeOffset.MaxValue;

    private static DynamicTarget Target(DynamicGroupRule rule) => rule.Spec.Target switch
    {
        { EntraGroup: { Id: { } id } } => new DynamicTarget.ExistingEntraGroup(Guid.Parse(id)),
        { EntraGroup: { } made } => new DynamicTarget.MadeEntraGroup(
            made.DisplayName!, made.MailNickname ?? $"group_{RuleIdOf(rule.Key).ToString("D")[^12..]}", made.Description, made.Type == Api.EntraGroupType.Microsoft365, made.Create),
        { ActiveDirectoryGroup: { DistinguishedName: { } name } } => new DynamicTarget.ExistingActiveDirectoryGroup(name),
        { ActiveDirectoryGroup: { } made } => new DynamicTarget.MadeActiveDirectoryGroup(made.Name!, made.OrganizationalUnit!, Scope(made.Scope), made.Create),
        _ => throw new InvalidOperationException($"{rule.Key} has no target."),
    };

    private static GroupScope Scope(ActiveDirectoryGroupScope scope) => scope switch
    {
        ActiveDirectoryGroupScope.Global => GroupScope.Global,
        ActiveDirectoryGroupScope.DomainLocal => GroupScope.DomainLocal,
        _ => GroupScope.Universal,
    };

    private static Sync.Selection.RuleSource Source(Api.DynamicGroupRules.RuleSource source) => source switch
    {
        Api.DynamicGroupRules.RuleSource.ActiveDirectory => Sync.Selection.RuleSource.ActiveDirectory,
        Api.DynamicGroupRules.RuleSource.Merged => Sync.Selection.RuleSource.Merged,
        _ => Sync.Selection.RuleSource.Entra,
    };

    private static RetirementPolicy Retirement(WritebackDeletionPolicy policy) => policy switch
    {
        WritebackDeletionPolicy.Delete => RetirementPolicy.Delete,
        WritebackDeletionPolicy.Quarantine => RetirementPolicy.Quarantine,
        _ => RetirementPolicy.Retain,
    };

    private static NestedHandling Nested(NestedGroups nested) => nested == NestedGroups.Flatten ? NestedHandling.Flatten : NestedHandling.Preserve;

    private static Rule GroupRule(string text) =>
        Rule.Parse(text, RuleDialect.Extended, RuleSubject.Group).Rule ?? throw new InvalidOperationException($"The rule '{text}' was not checked.");

    private static HashSet<Guid> Ids(IReadOnlyList<string>? texts) => [.. (texts ?? []).Select(Guid.Parse)];
}
