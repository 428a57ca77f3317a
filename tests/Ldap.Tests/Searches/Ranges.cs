using Ldap.Tests.Servers;

namespace Ldap.Tests.Searches;

public sealed class Ranges(RealDirectory directory)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Are_read_to_the_end()
    {
        // As Active Directory answers: at most 3 of 8 values a time, whatever is asked for.
        var values = Enumerable.Range(0, 8).Select(i => $"CN=m{i}").ToArray();
        await using var server = new ScriptedServer(null, async (stream, cancellation) =>
        {
            while (await ScriptedServer.ReceiveAsync(stream, cancellation) is { } request)
            {
                var text = System.Text.Encoding.ASCII.GetString(request.Message);
                var at = text.IndexOf(";range=", StringComparison.Ordinal);
                var start = at < 0 ? 0 : text[at + 7] - '0';
                var part = values.Skip(start).Take(3).ToArray();
                var end = start + part.Length == values.Length ? "*" : $"{start + part.Length - 1}";
                await stream.WriteAsync(
                    Answer.Entry(request.Id, "CN=g", ("member", []), ($"member;range={start}-{end}", part)), cancellation);
                await stream.WriteAsync(Answer.Done(request.Id), cancellation);
            }
        });
        await using var connection = await LdapConnection.ConnectAsync(
            new LdapConnectionOptions(server.Endpoint, new LdapCredential.Anonymous()), Cancellation);
        var name = DistinguishedName.Parse("CN=g");
        var first = (await connection.ReadAsync(name, ["member"], Cancellation))!;
        LdapRangedAttributes.HasRanges(first).ShouldBeTrue();
        (await connection.CompleteAsync(first, name, [], Cancellation)).Texts("member").ShouldBe(values);
    }

    [Fact]
    public async Task Are_read_to_the_end_from_a_real_server()
    {
        await using var connection = await directory.ConnectAsync();
        var name = directory.BaseName.Child("CN", "Builtin").Child("CN", "Administrators");
        var whole = (await connection.ReadAsync(name, ["member"], Cancellation))!.Texts("member");
        var piece = (await connection.ReadAsync(name, ["member;range=0-0"], Cancellation))!;
        piece.Texts("member;range=0-0").Count.ShouldBe(1);
        (await connection.CompleteAsync(piece, name, [], Cancellation)).Texts("member").ShouldBe(whole, ignoreOrder: true);
        whole.Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task That_never_end_are_not_believed()
    {
        await using var server = new ScriptedServer(null, async (stream, cancellation) =>
        {
            while (await ScriptedServer.ReceiveAsync(stream, cancellation) is { } request)
            {
                await stream.WriteAsync(Answer.Entry(request.Id, "CN=g", ("member;range=0-2", ["CN=m"])), cancellation);
                await stream.WriteAsync(Answer.Done(request.Id), cancellation);
            }
        });
        await using var connection = await LdapConnection.ConnectAsync(
            new LdapConnectionOptions(server.Endpoint, new LdapCredential.Anonymous()), Cancellation);
        var name = DistinguishedName.Parse("CN=g");
        var first = (await connection.ReadAsync(name, ["member"], Cancellation))!;
        (await Should.ThrowAsync<LdapException>(() => connection.CompleteAsync(first, name, [], Cancellation))).Kind.ShouldBe(LdapErrorKind.ProtocolViolation);
    }
}
