using HybridGroups.ActiveDirectory.Connections;
using HybridGroups.ActiveDirectory.Mapping;
using HybridGroups.Sync.Ports;
using Ldap;

namespace HybridGroups.ActiveDirectory.Permissions;

/// <summary>
/// Checks and grants what the service account needs in the domain of one server. Planning reads and shows; only granting writes,
/// it only adds, and running it again adds nothing.
/// </summary>
public sealed class WritebackPermissions(LdapConnection administrator, TimeProvider? time = null)
{
    private const int MostLooks = 10;

    // Long enough for somebody who has read the list before we wrote ours to have written his.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(300);

    // The container of deleted objects is itself marked as deleted; the control is for it and changes nothing for others.
    private static readonly LdapControl[] ListOnly =
        [LdapControls.SecurityDescriptor(LdapSecurityDescriptorParts.DiscretionaryList), LdapControls.ShowDeleted];

    private static readonly LdapControl[] OwnerOnly =
        [LdapControls.SecurityDescriptor(LdapSecurityDescriptorParts.Owner), LdapControls.ShowDeleted];

    public Task<IReadOnlyList<PermissionPlan>> PlanAsync(PermissionRequest request, CancellationToken cancellation) =>
        LdapTranslation.RunAsync(() => PlanWithinAsync(request, cancellation), isWrite: false);

    public Task<int> GrantAsync(IReadOnlyList<PermissionPlan> plans, CancellationToken cancellation) =>
        LdapTranslation.RunAsync(
            async () =>
            {
                var wanted = plans.Where(plan => !plan.IsComplete).ToList();
                var added = await GrantAllAsync(wanted, cancellation);
                if (added > 0) await HoldAsync(wanted, cancellation);
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
        var root = await administrator.ReadAsync(DistinguishedName.Root, ["defaultNamingContext", "schemaNamingContext", "vendorName"], cancellation);
        if (root?.Text("defaultNamingContext") is not { } naming || root.Text("schemaNamingContext") is not { } schema)
            throw new FormatException($"{administrator.Endpoint} is not an Active Directory domain controller.");

        var domain = DistinguishedName.Parse(naming);
        var account = await AccountLookup.FindAsync(administrator, request.Account, cancellation);
        var identities = request.ThroughGroups ? await AccountLookup.IdentitiesAsync(administrator, account, cancellation) : [account];
        var isSamba = root.Text("vendorName")?.Contains("Samba", StringComparison.OrdinalIgnoreCase) == true;
        var attributes = await SchemaIds.ReadAsync(
            administrator,
            DistinguishedName.Parse(schema),
            [.. WritebackRights.Attributes, .. request.Revival && isSamba ? WritebackRights.SambaRevivalAttributes : []],
            cancellation);
        var plans = new List<PermissionPlan>
        {
            await PlanAsync(request.Container ?? domain, WritebackRights.OnContainer(account, attributes), identities, cancellation),
        };
        List<AccessEntry> onDomain =
        [
            .. request.Revival ? [WritebackRights.Revival(account)] : Array.Empty<AccessEntry>(),
            .. request.Replication ? [WritebackRights.Replication(account)] : Array.Empty<AccessEntry>(),
        ];
        if (onDomain.Count > 0) plans.Add(await PlanAsync(domain, onDomain, identities, cancellation));
        if (request.Revival || request.Deletions)
            plans.Add(await PlanAsync(domain.Child("CN", "Deleted Objects"), [WritebackRights.Deletions(account)], identities, cancellation));
        return plans;
    }

    private async Task<PermissionPlan> PlanAsync(
        DistinguishedName target, IReadOnlyList<AccessEntry> wanted, IReadOnlyList<SecurityIdentifier> identities, CancellationToken cancellation)
    {
        if (await TryReadListAsync(target, cancellation) is not { } now)
            return await MayTakeOwnershipAsync(target, cancellation)
                ? new PermissionPlan(target, wanted, []) { TakesOwnership = true }
                : throw Unreadable(target);
        var missing = wanted.Where(entry => !now.Entries.Any(there => there.Covers(entry, identities))).ToList();
        return new PermissionPlan(target, missing, [.. wanted.Except(missing)]);
    }

    // A list is written as a whole, and the directory knows no condition for it: who writes last undoes what another wrote
    // meanwhile. Of those who write at once one is the last, so each look leaves fewer.
    private async Task HoldAsync(List<PermissionPlan> plans, CancellationToken cancellation)
    {
        for (var look = 0; look < MostLooks; look++)
        {
            await Task.Delay(BetweenLooks, time ?? TimeProvider.System, cancellation);
            if (await GrantAllAsync(plans, cancellation) == 0) return;
        }

        throw new OnPremisesException(
            OnPremisesErrorKind.Transient, $"Somebody else keeps writing the permissions of {string.Join("; ", plans.Select(plan => plan.Target))}.",
            "Find out what manages them (another tool, a scheduled script), stop it for a moment, and grant again.");
    }

    private async Task<int> GrantAllAsync(List<PermissionPlan> plans, CancellationToken cancellation)
    {
        var added = 0;
        foreach (var plan in plans) added += await GrantAsync(plan, cancellation);
        return added;
    }

    private async Task<int> GrantAsync(PermissionPlan plan, CancellationToken cancellation)
    {
        if (plan.TakesOwnership) await TakeOwnershipAsync(plan.Target, cancellation);
        // Read again: the list may have changed since it was shown, and writing replaces all of it.
        var now = await ReadListAsync(plan.Target, cancellation);
        var missing = plan.Missing.Where(entry => !now.Entries.Any(there => there.Covers(entry))).ToList();
        if (missing.Count == 0) return 0;
        await WriteListAsync(plan.Target, now.With(missing), cancellation);
        return missing.Count;
    }

    private async Task<SecurityDescriptor> ReadListAsync(DistinguishedName target, CancellationToken cancellation) =>
        await TryReadListAsync(target, cancellation) ?? throw Unreadable(target);

    private async Task<SecurityDescriptor?> TryReadListAsync(DistinguishedName target, CancellationToken cancellation)
    {
        var entry = await administrator.ReadAsync(target, ["nTSecurityDescriptor"], cancellation, ListOnly)
            ?? throw new OnPremisesException(
                OnPremisesErrorKind.NotFound, $"{target} is not there.", "Check the name of the container; create it if it is still missing.");
        // Who may not read it gets none, or on Samba an empty one.
        return entry.Bytes("nTSecurityDescriptor") is { Length: > 0 } bytes ? SecurityDescriptor.Read(bytes.Span) : null;
    }

    // The privilege to take ownership shows nowhere but here.
    private async Task<bool> MayTakeOwnershipAsync(DistinguishedName target, CancellationToken cancellation)
    {
        var entry = await administrator.ReadAsync(target, ["sDRightsEffective"], cancellation, LdapControls.ShowDeleted);
        return int.TryParse(entry?.Text("sDRightsEffective"), out var parts)
            && ((LdapSecurityDescriptorParts)parts).HasFlag(LdapSecurityDescriptorParts.Owner);
    }

    private async Task TakeOwnershipAsync(DistinguishedName target, CancellationToken cancellation) =>
        await administrator.ModifyAsync(
            target,
            [Descriptor(SecurityDescriptor.OwnedBy(SecurityIdentifier.Administrators))],
            cancellation,
            new LdapWriteOptions { Controls = OwnerOnly });

    private async Task WriteListAsync(DistinguishedName target, SecurityDescriptor descriptor, CancellationToken cancellation) =>
        await administrator.ModifyAsync(
            target,
            [Descriptor(descriptor.ToBytes())],
            cancellation,
            new LdapWriteOptions { Controls = ListOnly });

    private static LdapModification Descriptor(byte[] bytes) =>
        new(LdapModificationKind.Replace, LdapAttribute.OfBytes("nTSecurityDescriptor", bytes));

    private static OnPremisesException Unreadable(DistinguishedName target) => new(
        OnPremisesErrorKind.InsufficientRights,
        $"The permissions of {target} may not be read with this account.",
        "Run this as an account that may read and change permissions there, such as a domain administrator.");
}
