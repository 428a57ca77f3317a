using Ldap.Tests.Servers;

namespace Ldap.Tests.Locating;

public sealed class A_name_server_may_answer_anything
{
    private const string Name = "_ldap._tcp.dc._msdcs.corp.example.com";

    private static readonly byte[] Host = [3, .. "dc1"u8, 0];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_to_another_question_is_passed_over()
    {
        await using var server = new HostileNameServer(question =>
        {
            var right = HostileNameServer.Answer(question, HostileNameServer.Service(389, Host), 1);
            byte[] otherNumber = [(byte)(right[0] ^ 1), .. right.AsSpan(1)];
            byte[] otherName = [.. right];
            otherName[14] ^= 1;
            return [otherNumber, otherName, [], [0], question, right];
        });
        (await FindAsync(server)).ShouldHaveSingleItem().Host.ShouldBe("dc1");
    }

    [Fact]
    public async Task A_host_that_is_the_root_means_that_there_is_none()
    {
        await using var server = new HostileNameServer(question => [HostileNameServer.Answer(question, HostileNameServer.Service(0, [0]), 1)]);
        (await FindAsync(server)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_that_points_to_itself_is_refused_and_does_not_go_in_circles()
    {
        // The host begins after the header, the question, the record's head and its three numbers.
        await using var server = new HostileNameServer(question =>
        {
            var at = HostileNameServer.Answer(question, HostileNameServer.Service(389, []), 1).Length;
            return [HostileNameServer.Answer(question, HostileNameServer.Service(389, [(byte)(0xC0 | (at >> 8)), (byte)at]), 1)];
        });
        (await Should.ThrowAsync<NameServersException>(() => FindAsync(server))).Message.ShouldContain("cannot be read");
    }

    [Theory]
    [InlineData(2, "ServerFailure")]
    [InlineData(5, "Refused")]
    public async Task A_refusal_is_told_with_the_name_server_that_gave_it(byte code, string told)
    {
        await using var server = new HostileNameServer(question => [HostileNameServer.Answer(question, [], 0, code: (byte)(0x80 | code))]);
        (await Should.ThrowAsync<NameServersException>(() => FindAsync(server))).Message.ShouldContain($"{server.EndPoint} answered {told}");
        server.Questions.ShouldBe(2, "another attempt may succeed");
    }

    [Fact]
    public void Bytes_by_chance_are_refused_or_read_and_do_nothing_else()
    {
        var seed = Environment.GetEnvironmentVariable("HYBRIDGROUPS_TEST_SEED") is { } given ? int.Parse(given) : Environment.TickCount;
        var chance = new Random(seed);
        var question = DnsQuestion.For(7, Name);
        var right = HostileNameServer.Answer(question, [.. HostileNameServer.Service(389, Host), .. HostileNameServer.Service(390, [0xC0, 12])], 2);
        for (var round = 0; round < 200_000; round++)
        {
            var message = right.AsSpan(0, chance.Next(right.Length + 1)).ToArray();
            for (var change = chance.Next(4); change > 0 && message.Length > 2; change--) message[chance.Next(2, message.Length)] = (byte)chance.Next(256);
            try
            {
                if (DnsAnswer.Read(message, question) is { } answer) answer.Services.Count.ShouldBeLessThanOrEqualTo(message.Length / 11, $"seed {seed}");
            }
            catch (FormatException)
            {
                // Refused: that is right.
            }
        }
    }

    [Theory]
    [InlineData("two..dots")]
    [InlineData("a-label-of-more-than-sixty-three-characters-which-no-name-in-dns-may-have.example.com")]
    public async Task A_domain_that_no_dns_can_know_is_said_to_be_none(string domain)
    {
        await using var server = new HostileNameServer(_ => []);
        var located = await new DomainLocator(domain, LdapTransportSecurity.Tls, new NameServers([server.EndPoint], TimeProvider.System)).FindAsync(Cancellation);
        located.Problem!.ShouldContain("is not the name of a domain in DNS");
        server.Questions.ShouldBe(0);
    }

    private static Task<IReadOnlyList<ServiceRecord>> FindAsync(HostileNameServer server) =>
        new NameServers([server.EndPoint], TimeProvider.System).FindAsync(Name, Cancellation);
}
