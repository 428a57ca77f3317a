using HybridGroups.ActiveDirectory.Connections;
using HybridGroups.ActiveDirectory.Mapping;
using Ldap;

namespace HybridGroups.ActiveDirectory.Reading;

/// <summary>What every kind of reading needs.</summary>
internal sealed record ReadContext(
    DirectorySession Session,
    DomainFacts Domain,
    DirectoryScope Scope,
    ObjectMapper Mapper,
    IReadOnlyList<string> Attributes)
{
    // Names come with identities, so that a member is known whatever it is called today; references to other domains are not followed.
    public static IReadOnlyList<LdapControl> Controls { get; } = [LdapControls.ExtendedName, LdapControls.DomainScope];

    public int PageSize => Session.Options.PageSize;

    public byte[] Fingerprint => CookieEnvelope.Fingerprint(Domain.DomainId, Scope, Attributes);

    public static async Task<ReadContext> CreateAsync(DirectorySession session, CancellationToken cancellation)
    {
        var facts = await session.FactsAsync(cancellation);
        return new ReadContext(
            session,
            facts,
            new DirectoryScope(session.Options, facts.BaseName),
            new ObjectMapper(facts.DomainSid),
            MappedAttributes.For(facts.Schema, session.Options.FurtherAttributes));
    }
}
