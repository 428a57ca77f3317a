using HybridGroups.ActiveDirectory.Connections;
using HybridGroups.ActiveDirectory.Mapping;
using HybridGroups.Sync.Ports;
using Ldap;

namespace HybridGroups.ActiveDirectory.Permissions;

/// <summary>
/// Checks and grants what the service account needs. Planning reads and shows; only granting writes, it only adds, and running
/// it again adds nothing.
/// </summary>
public sealed class WritebackPermissions(LdapConnection administrator)
{
    private static readonly LdapControl[] ListOnly = [LdapControls.SecurityDescriptor(LdapSecurityDescriptorParts.DiscretionaryList)];

    public Task<IReadOnlyList<PermissionPlan>> PlanAsync(PermissionRequest request, CancellationToken cancellation) =>
        LdapTranslation.RunAsync(() => PlanWithinAsync(request, cancellation), isWrite: false);

    public Task<int> GrantAsync(IReadOnlyList<PermissionPlan> plans, CancellationToken cancellation) =>
        LdapTranslation.RunAsync(
            async () =>
            {
                var added = 0;
                foreach (var plan in plans.Where(plan => !plan.IsComplete)) added += await GrantAsync(plan, cancellation);
                return added;
            },
            isWrite: true);

    /// <summary>Takes away exactly the entries that a grant of the same request makes.</summary>
    public Task<int> RevokeAsync(IReadOnlyList<PermissionPlan> plans, CancellationToken cancellation) =>
        LdapTranslation.RunAsync(
            async () =>
            {
                var removed = 0;
                foreach (var plan in plans)
                {
                    var now = await ReadListAsync(plan.Target, cancellation);
                    var kept = now.Without([.. plan.Present, .. plan.Missing]);
                    if (kept.Entries.Count == now.Entries.Count) continue;
                    await WriteListAsync(plan.Target, kept, cancellation);
                    removed += now.Entries.Count - kept.Entries.Count;
                }

                return removed;
            },
            isWrite: true);

    private async Task<IReadOnlyList<PermissionPlan>> PlanWithinAsync(PermissionRequest request, CancellationToken cancellation)
    {
        var root = await administrator.ReadAsync(
            DistinguishedName.Root, ["defaultNamingContext", "schemaNamingContext", "configurationNamingContext"], cancellation);
        if (root?.Text("defaultNamingContext") is not { } naming
            || root.Text("schemaNamingContext") is not { } schema
            || root.Text("configurationNamingContext") is not { } configuration)
            throw new FormatException($"{administrator.Endpoint} is not an Active Directory domain controller.");

        var domain = DistinguishedName.Parse(naming);
        var account = await FindAccountAsync(request.Account, domain, cancellation);
        var attributes = await SchemaIds.ReadAsync(
            administrator, DistinguishedName.Parse(schema), WritebackRights.Attributes, cancellation);
        IReadOnlyList<DistinguishedName> containers = request.Container is { } one
            ? [one]
            : await DomainsAsync(DistinguishedName.Parse(configuration), cancellation);
        var plans = new List<PermissionPlan>();
        foreach (var container in containers)
            plans.Add(await PlanAsync(container, WritebackRights.OnContainer(account, attributes), cancellation));

        List<AccessEntry> onDomain =
        [
            .. request.Revival ? [WritebackRights.Revival(account)] : Array.Empty<AccessEntry>(),
            .. request.Replication ? [WritebackRights.Replication(account)] : Array.Empty<AccessEntry>(),
        ];
        if (onDomain.Count > 0) plans.Add(await PlanAsync(domain, onDomain, cancellation));
        return plans;
    }

    private async Task<PermissionPlan> PlanAsync(DistinguishedName target, IReadOnlyList<AccessEntry> wanted, CancellationToken cancellation)
    {
        var now = await ReadListAsync(target, cancellation);
        var missing = wanted.Where(entry => !now.Entries.Any(there => there.Covers(entry))).ToList();
        return new PermissionPlan(target, missing, [.. wanted.Except(missing)]);
    }

    private async Task<int> GrantAsync(PermissionPlan plan, CancellationToken cancellation)
    {
        // Read again: the list may have changed since it was shown, and writing replaces all of it.
        var now = await ReadListAsync(plan.Target, cancellation);
        var missing = plan.Missing.Where(entry => !now.Entries.Any(there => there.Covers(entry))).ToList();
        if (missing.Count == 0) return 0;
        await WriteListAsync(plan.Target, now.With(missing), cancellation);
        return missing.Count;
    }

    private async Task<SecurityDescriptor> ReadListAsync(DistinguishedName target, CancellationToken cancellation)
    {
        var entry = await administrator.ReadAsync(target, ["nTSecurityDescriptor"], cancellation, ListOnly)
            ?? throw new OnPremisesException(
                OnPremisesErrorKind.NotFound, $"{target} is not there.", "Check the name of the container; create it if it is still missing.");
        return entry.Bytes("nTSecurityDescriptor") is { } bytes
            ? SecurityDescriptor.Read(bytes.Span)
            : throw new OnPremisesException(
                OnPremisesErrorKind.InsufficientRights,
                $"The permissions of {target} may not be read with this account.",
                "Run this as an account that may read and change permissions there, such as a domain administrator.");
    }

    private async Task WriteListAsync(DistinguishedName target, SecurityDescriptor descriptor, CancellationToken cancellation) =>
        await administrator.ModifyAsync(
            target,
            [new LdapModification(LdapModificationKind.Replace, LdapAttribute.OfBytes("nTSecurityDescriptor", descriptor.ToBytes()))],
            cancellation,
            new LdapWriteOptions { Controls = ListOnly });

    private async Task<SecurityIdentifier> FindAccountAsync(string account, DistinguishedName domain, CancellationToken cancellation)
    {
        if (SecurityIdentifier.TryParse(account, out var given)) return given;
        var (searchBase, scope, filter) = DistinguishedName.TryParse(account, out var name)
            ? (name, LdapScope.Base, LdapFilter.Everything)
            : (domain, LdapScope.Subtree, LdapFilter.Is("sAMAccountName", account[(account.LastIndexOf('\\') + 1)..]));
        var found = await administrator.FindAsync(
            new LdapSearchRequest(searchBase, scope, filter) { Attributes = ["objectSid"], Controls = [LdapControls.DomainScope] }, cancellation);
        return found.Count == 1 && found[0].Bytes("objectSid") is { } sid
            ? SecurityIdentifier.Read(sid.Span)
            : throw new OnPremisesException(
                OnPremisesErrorKind.NotFound,
                $"The account {account} was not found in {domain}.",
                "Give its sAMAccountName (a group managed service account's ends in $), its distinguished name or its SID.");
    }

    private async Task<IReadOnlyList<DistinguishedName>> DomainsAsync(DistinguishedName configuration, CancellationToken cancellation)
    {
        const string DomainPartition = "2";
        var request = new LdapSearchRequest(
            configuration.Child("CN", "Partitions"),
            LdapScope.OneLevel,
            LdapFilter.AllOf(
                LdapFilter.Is("objectClass", "crossRef"),
                new LdapFilter.Matching(LdapControlOid.MatchingRuleBitAnd, "systemFlags", System.Text.Encoding.ASCII.GetBytes(DomainPartition), InName: false)))
        {
            Attributes = ["nCName"],
        };
        return [.. (await administrator.FindAsync(request, cancellation)).Select(entry => entry.Text("nCName")).OfType<string>().Select(DistinguishedName.Parse)];
    }
}
