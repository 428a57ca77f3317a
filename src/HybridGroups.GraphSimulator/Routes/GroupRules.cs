using HybridGroups.GraphSimulator.DynamicGroups;
using HybridGroups.GraphSimulator.Protocol;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Tenant;

namespace HybridGroups.GraphSimulator.Routes;

/// <summary>What Graph accepts as a group.</summary>
internal static class GroupRules
{
    private const int LongestDisplayName = 256;
    private const int LongestNickname = 64;
    private const int LongestRule = 3072;
    private const int MostOwners = 100;

    public static void CheckNew(RouteContext context, IReadOnlyDictionary<ushort, object?> values)
    {
        var kind = context.Schema[ObjectKind.Group];
        foreach (var required in new[] { "displayName", "mailEnabled", "mailNickname", "securityEnabled" })
        {
            if (values.GetValueOrDefault(kind[required].Index) is null)
                throw GraphFailure.BadRequest($"A value is required for property '{required}' of resource 'Group'.");
        }

        var types = Types(kind, values);
        var unified = types.Contains("Unified", StringComparer.OrdinalIgnoreCase);
        if (values[kind["mailEnabled"].Index] is true && !unified)
        {
            throw GraphFailure.BadRequest(
                "The service does not currently support writes of mail-enabled groups. Please ensure that the mail-enablement property is unset and the security-enablement property is set.");
        }

        if (unified && values[kind["mailEnabled"].Index] is not true)
            throw GraphFailure.InvalidValue("mailEnabled", "Group");
        if (!unified && values[kind["securityEnabled"].Index] is not true)
            throw GraphFailure.InvalidValue("securityEnabled", "Group");
        if (types.Contains("DynamicMembership", StringComparer.OrdinalIgnoreCase)
            && values.GetValueOrDefault(kind["isAssignableToRole"].Index) is true)
        {
            throw GraphFailure.BadRequest("A role-assignable group cannot have dynamic membership.");
        }

        if (values.GetValueOrDefault(kind["isAssignableToRole"].Index) is true
            && !context.Request.Caller.HasAny("RoleManagement.ReadWrite.Directory"))
        {
            throw GraphFailure.Denied();
        }
    }

    public static void CheckValues(RouteContext context, DirectoryObject? group, IReadOnlyDictionary<ushort, object?> values)
    {
        var kind = context.Schema[ObjectKind.Group];
        foreach (var (index, value) in values)
        {
            switch (kind.Properties[index].Name)
            {
                case "displayName" when value is not string { Length: > 0 and <= LongestDisplayName }:
                    throw GraphFailure.InvalidValue("displayName", "Group");
                case "mailNickname" when value is not string { Length: > 0 and <= LongestNickname } nickname || !IsAlias(nickname):
                    throw GraphFailure.InvalidValue("mailNickname", "Group");
                case "membershipRule" when value is string { Length: > LongestRule }:
                    throw GraphFailure.InvalidValue("membershipRule", "Group");
                case "membershipRuleProcessingState" when value is not (null or "On" or "Paused"):
                    throw GraphFailure.InvalidValue("membershipRuleProcessingState", "Group");
                case "isAssignableToRole" when group is not null && !Equals(value, group.State.Properties.Get(index)):
                    throw GraphFailure.ReadOnly("isAssignableToRole");
                case "uniqueName" when value is string name && FindByUniqueName(context, name) is { } taken && taken != group:
                    throw GraphFailure.Conflict("uniqueName");
            }
        }

        CheckNickname(context, group, values, kind);
        CheckDynamic(context, group, values, kind);
    }

    public static void RefuseIfMastered(RouteContext context, DirectoryObject group)
    {
        if (ObjectReader.Flag(context.Schema, group, "onPremisesSyncEnabled") == true)
            throw GraphFailure.OnPremisesMastered();
    }

    public static void RefuseIfMailEnabled(RouteContext context, DirectoryObject group)
    {
        if (ObjectReader.Flag(context.Schema, group, "mailEnabled") == true && !Is(context.Schema, group, "Unified"))
            throw GraphFailure.BadRequest("Cannot Update a mail-enabled security groups and or distribution list.");
    }

    public static bool Is(DirectorySchema schema, DirectoryObject group, string type) =>
        ObjectReader.List(schema, group, "groupTypes").Contains(type, StringComparer.OrdinalIgnoreCase);

    public static DirectoryObject? FindByUniqueName(RouteContext context, string uniqueName)
    {
        foreach (var candidate in context.Store.Objects)
        {
            if (candidate.Kind != ObjectKind.Group || candidate.State.Lifecycle == Lifecycle.Purged)
                continue;
            if (candidate.State.Lifecycle == Lifecycle.SoftDeleted && !context.Core.Faults.Settings.DeletedGroupsKeepUniqueName)
                continue;
            if (string.Equals(ObjectReader.Text(context.Schema, candidate, "uniqueName"), uniqueName, StringComparison.OrdinalIgnoreCase))
                return candidate;
        }

        return null;
    }

    /// <summary>Resolves the references of one request and checks that all of them may be added; one bad one fails them all.</summary>
    public static List<DirectoryObject> CheckAdditions(
        RouteContext context, DirectoryObject? group, Relation relation, IReadOnlyCollection<string> ids, bool unified, bool roleAssignable = false)
    {
        var view = context.Core.Replicas.ForReferences(context.Request);
        var found = new List<DirectoryObject>();
        foreach (var id in ids)
        {
            var target = Guid.TryParse(id, out var guid) ? view.FindLive(guid) : null;
            if (target is null || !target.State.IsLive)
                throw GraphFailure.NotFound(id);
            if (relation == Relation.Owners ? target.Kind is ObjectKind.Group or ObjectKind.Device or ObjectKind.OrgContact : unified && target.Kind != ObjectKind.User)
                throw GraphFailure.BadRequest("The specified object type cannot be added to the group.");
            if (relation == Relation.Members && target.Kind == ObjectKind.Group && (roleAssignable || target == group))
                throw GraphFailure.BadRequest("The group cannot be nested.");
            found.Add(target);
        }

        var list = group is null ? null : relation == Relation.Members ? group.Members : group.Owners;
        if (found.Any(target => list?.Contains(target.Ordinal) ?? false) || found.Distinct().Count() < found.Count)
        {
            throw GraphFailure.BadRequest("One or more added object references already exist for the following modified properties: "
                + (relation == Relation.Members ? "'members'." : "'owners'."));
        }

        var count = (list?.Count ?? 0) + found.Count;
        if (relation == Relation.Owners && count > MostOwners)
        {
            throw GraphFailure.QuotaExceeded(
                $"Unable to perform operation as '{count}' would exceed the maximum quota count '{MostOwners}' for forward-link owners.");
        }

        return found;
    }

    private static string[] Types(KindSchema kind, IReadOnlyDictionary<ushort, object?> values) =>
        values.GetValueOrDefault(kind["groupTypes"].Index) as string[] ?? [];

    private static bool IsAlias(string nickname) =>
        nickname.All(character => character < 128 && !"@()\\[]\";:.<>, ".Contains(character, StringComparison.Ordinal));

    // Only among Microsoft 365 groups has an alias to be unique.
    private static void CheckNickname(
        RouteContext context, DirectoryObject? group, IReadOnlyDictionary<ushort, object?> values, KindSchema kind)
    {
        if (values.GetValueOrDefault(kind["mailNickname"].Index) is not string nickname)
            return;
        var unified = group is null ? Types(kind, values).Contains("Unified", StringComparer.OrdinalIgnoreCase) : Is(context.Schema, group, "Unified");
        if (unified && context.Store.Objects.Any(other => other != group && other.Kind == ObjectKind.Group
            && other.State.Lifecycle != Lifecycle.Purged && Is(context.Schema, other, "Unified")
            && string.Equals(ObjectReader.Text(context.Schema, other, "mailNickname"), nickname, StringComparison.OrdinalIgnoreCase)))
        {
            throw GraphFailure.Conflict("mailNickname");
        }
    }

    // A rule is looked at only while processing is on; a bad one stored while paused fails later, out of sight.
    private static void CheckDynamic(
        RouteContext context, DirectoryObject? group, IReadOnlyDictionary<ushort, object?> values, KindSchema kind)
    {
        object? Effective(string name) => values.TryGetValue(kind[name].Index, out var value)
            ? value
            : group?.State.Properties.Get(kind[name].Index);

        var types = Effective("groupTypes") as string[] ?? [];
        if (!types.Contains("DynamicMembership", StringComparer.OrdinalIgnoreCase))
            return;
        if (!context.Core.Tenant.HasPremium)
            throw GraphFailure.Denied();
        if (Effective("membershipRule") is not string rule)
            throw GraphFailure.BadRequest("A value is required for property 'membershipRule' of resource 'Group'.");
        if (Effective("membershipRuleProcessingState") is not "On" || !values.ContainsKey(kind["membershipRule"].Index))
            return;
        if (MembershipRule.Parse(context.Schema, rule, out var error) is null)
        {
            throw error == MembershipRule.NoObjectType
                ? new GraphFailure(400, "InvalidObjectTypeException", error)
                : new GraphFailure(400, "DynamicGroupQueryParseError", error!);
        }
    }
}
