using System.Text;
using HybridGroups.ActiveDirectory.Mapping;
using HybridGroups.Sync.Directory;
using Ldap;

namespace HybridGroups.ActiveDirectory.Writing;

/// <summary>
/// Adds and removes members in batches. The server takes a batch whole or not at all: one that is refused is halved until the
/// member is found that cannot be changed, so that the others are.
/// </summary>
internal sealed class MemberWriter(WriteGuard guard, int membersPerModification)
{
    private static readonly LdapWriteOptions Permissive = new() { Controls = [LdapControls.PermissiveModify] };

    public async Task<IReadOnlyList<MemberFailure>> RunAsync(
        LdapConnection connection,
        Guid group,
        IReadOnlyCollection<Guid> add,
        IReadOnlyCollection<Guid> remove,
        CancellationToken cancellation)
    {
        var failures = new List<MemberFailure>();
        if (add.Count + remove.Count == 0) return failures;
        if (add.Intersect(remove).Any()) throw WriteGuard.Refuse("The same member is to be added and removed.", "Make the plan anew.");
        await guard.RequireGroupAsync(connection, group, cancellation);
        foreach (var batch in add.Distinct().Chunk(membersPerModification))
            await ChangeAsync(connection, group, LdapModificationKind.Add, batch, failures, cancellation);
        foreach (var batch in remove.Distinct().Chunk(membersPerModification))
            await ChangeAsync(connection, group, LdapModificationKind.Delete, batch, failures, cancellation);
        return failures;
    }

    private static async Task ChangeAsync(
        LdapConnection connection,
        Guid group,
        LdapModificationKind kind,
        ReadOnlyMemory<Guid> members,
        List<MemberFailure> failures,
        CancellationToken cancellation)
    {
        // A modification that names no value would empty the group.
        if (members.IsEmpty) return;
        try
        {
            await connection.ModifyAsync(
                DistinguishedName.FromObjectGuid(group), [new LdapModification(kind, Links(members.Span))], cancellation, Permissive);
        }
        catch (LdapException e) when (IsAboutOneMember(e))
        {
            if (members.Length > 1)
            {
                var half = members.Length / 2;
                await ChangeAsync(connection, group, kind, members[..half], failures, cancellation);
                await ChangeAsync(connection, group, kind, members[half..], failures, cancellation);
                return;
            }

            // Already as wanted is what was wanted; servers have many codes for it, whatever the permissive control says.
            if (await IsMemberAsync(connection, group, members.Span[0], cancellation) == (kind == LdapModificationKind.Add)) return;
            failures.Add(new MemberFailure(members.Span[0], e.Message, e.Remedy));
        }
    }

    private static async Task<bool> IsMemberAsync(LdapConnection connection, Guid group, Guid member, CancellationToken cancellation)
    {
        var filter = LdapFilter.Is(MappedAttributes.Members, DistinguishedName.FromObjectGuid(member).ToString());
        var request = new LdapSearchRequest(DistinguishedName.FromObjectGuid(group), LdapScope.Base, filter) { Attributes = ["1.1"] };
        return (await connection.FindAsync(request, cancellation)).Count > 0;
    }

    private static bool IsAboutOneMember(LdapException error) => error.Kind is LdapErrorKind.NoSuchObject or LdapErrorKind.ConstraintViolation
        or LdapErrorKind.UnwillingToPerform or LdapErrorKind.AttributeOrValueExists or LdapErrorKind.NoSuchAttribute
        or LdapErrorKind.AlreadyExists or LdapErrorKind.InvalidName or LdapErrorKind.Refused;

    private static LdapAttribute Links(ReadOnlySpan<Guid> members)
    {
        var values = new ReadOnlyMemory<byte>[members.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = Encoding.ASCII.GetBytes(DistinguishedName.FromObjectGuid(members[i]).ToString());
        return new LdapAttribute(MappedAttributes.Members, values);
    }
}
