using HybridGroups.ActiveDirectory.Connections;
using HybridGroups.ActiveDirectory.Reading;
using HybridGroups.ActiveDirectory.Tests.Surrounding;
using HybridGroups.Sync.Directory;

namespace HybridGroups.ActiveDirectory.Tests.Faults;

public sealed class RefusedCookie(Domain domain)
{
    [Fact]
    public async Task By_the_server_means_read_all_of_it_again_and_that_works()
    {
        await using var session = new DirectorySession(domain.Options);
        var context = await ReadContext.CreateAsync(session, Domain.Cancellation);
        // Ours in every respect, but with a content that no domain controller ever wrote.
        var foreign = CookieEnvelope.Wrap(context.Fingerprint, [1, 2, 3, 4]);
        await using var directory = domain.Open();
        (await directory.ReadChangesAsync(foreign, Domain.Cancellation)).ShouldBeOfType<ChangeBatch.CookieRefused>().Reason.ShouldNotBeEmpty();
        var cookie = await directory.ReadAllAsync(_ => { }, Domain.Cancellation);
        (await directory.ReadChangesAsync(cookie, Domain.Cancellation)).ShouldBeOfType<ChangeBatch.Changes>();
    }
}
