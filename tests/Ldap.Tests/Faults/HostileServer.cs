using Ldap.Tests.Servers;

namespace Ldap.Tests.Faults;

/// <summary>What a server may send; each ends with an error that says so, and costs no memory.</summary>
public sealed class HostileServer
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_announced_with_1200_MB_is_refused_before_a_byte_of_it_is_kept()
    {
        var before = GC.GetTotalAllocatedBytes();
        var error = await SearchAsync(_ => [0x30, 0x84, 0x47, 0x86, 0x8C, 0x00, 0x02, 0x01, 0x01]);
        error.Kind.ShouldBe(LdapErrorKind.TooLarge);
        error.Message.ShouldContain("1200000006 bytes");
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(20_000_000);
    }

    [Fact]
    public async Task A_length_that_does_not_fit_into_any_number_is_refused()
    {
        var error = await SearchAsync(_ => [0x30, 0x88, 1, 1, 1, 1, 1, 1, 1, 1]);
        error.Kind.ShouldBe(LdapErrorKind.ProtocolViolation);
    }

    [Fact]
    public async Task An_indefinite_length_is_refused()
    {
        (await SearchAsync(_ => [0x30, 0x80, 0, 0])).Kind.ShouldBe(LdapErrorKind.ProtocolViolation);
    }

    [Fact]
    public async Task A_web_server_on_the_port_is_recognised()
    {
        var error = await SearchAsync(_ => "HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
        error.Message.ShouldContain("does not speak LDAP");
    }

    [Fact]
    public async Task Values_longer_than_what_holds_them_are_refused()
    {
        (await SearchAsync(id => [0x30, 0x08, 0x02, 0x01, (byte)id, 0x64, 0x03, 0x04, 0x7F, 0x41])).Kind.ShouldBe(LdapErrorKind.ProtocolViolation);
    }

    [Fact]
    public async Task An_answer_of_the_wrong_kind_is_refused()
    {
        (await SearchAsync(id => Answer.Result(id, 9))).Kind.ShouldBe(LdapErrorKind.ProtocolViolation);
    }

    [Fact]
    public async Task A_flood_of_entries_that_nobody_takes_ends_the_search_and_not_the_process()
    {
        await using var server = Plain(async (stream, id, cancellation) =>
        {
            for (var i = 0; i < 100; i++) await stream.WriteAsync(Answer.Entry(id, "cn=x", ("a", [new string('x', 10_000)])), cancellation);
        });
        await using var connection = await LdapConnection.ConnectAsync(
            new LdapConnectionOptions(server.Endpoint, new LdapCredential.Anonymous()) { MaximumUnreadBytes = 100_000 }, Cancellation);
        await using var search = connection.Search(new(DistinguishedName.Root, LdapScope.Base, LdapFilter.Everything), Cancellation);
        var error = await Should.ThrowAsync<LdapException>(() => search.Completion);
        error.Kind.ShouldBe(LdapErrorKind.TooLarge);
    }

    [Fact]
    public async Task A_notice_of_disconnection_is_told()
    {
        var error = await SearchAsync(_ => Answer.Result(0, 24, LdapResultCode.Unavailable, "going down for a restart"));
        error.Kind.ShouldBe(LdapErrorKind.ConnectionLost);
        error.Message.ShouldContain("going down for a restart");
    }

    private static async Task<LdapException> SearchAsync(Func<int, byte[]> answer)
    {
        await using var server = Plain(async (stream, id, cancellation) => await stream.WriteAsync(answer(id), cancellation));
        await using var connection = await LdapConnection.ConnectAsync(
            new LdapConnectionOptions(server.Endpoint, new LdapCredential.Anonymous()) { OperationTimeout = TimeSpan.FromSeconds(5) }, Cancellation);
        return await Should.ThrowAsync<LdapException>(
            () => connection.FindAsync(new(DistinguishedName.Root, LdapScope.Base, LdapFilter.Everything), Cancellation));
    }

    private static ScriptedServer Plain(Func<Stream, int, CancellationToken, Task> answer) => new(null, async (stream, cancellation) =>
    {
        while (await ScriptedServer.ReceiveAsync(stream, cancellation) is { } request) await answer(stream, request.Id, cancellation);
    });
}
