using HybridGroups.Entra.Tests.Surroundings;
using HybridGroups.Entra.Throttling;
using HybridGroups.GraphSimulator.Faults;

namespace HybridGroups.Entra.Tests.Throttling;

public sealed class Nothing_is_sent_before_its_time
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("5", 5)]
    [InlineData("2.128", 3)]
    [InlineData("123", 123)]
    [InlineData("Fri, 20 Nov 2026 08:01:30 GMT", 90)]
    [InlineData("Fri, 20 Nov 2026 07:00:00 GMT", 0)]
    public void Every_form_of_Retry_After_is_understood(string header, int seconds) =>
        RetryAfter.Parse(header, Now).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("soon")]
    public void An_absent_or_strange_header_is_no_wait_of_zero(string? header) => RetryAfter.Parse(header, Now).ShouldBeNull();

    [Theory]
    [InlineData(RetryAfterStyle.Seconds)]
    [InlineData(RetryAfterStyle.Decimal)]
    [InlineData(RetryAfterStyle.Date)]
    [InlineData(RetryAfterStyle.Absent)]
    public async Task A_throttled_call_comes_back_when_it_was_told_to(RetryAfterStyle style)
    {
        await using var simulated = await SimulatedTenant.StartAsync(faults: FaultSettings.Demo with { RetryAfter = style });
        simulated.Tenant.Script(new ScriptedFault("GET", "/organization", 429) { Times = 3 });

        await simulated.Directory.ReadTenantAsync(Cancellation);

        simulated.Tenant.Journal.Count.ShouldBe(4);
        simulated.Tenant.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_quota_a_tenth_of_the_real_one_is_never_exceeded()
    {
        await using var simulated = await SimulatedTenant.StartAsync(
            faults: FaultSettings.Demo with { EnforceQuota = true, QuotaFactor = 0.01 },
            people: new GraphSimulator.Seeding.TenantSeed { Users = 300, Groups = 0, Memberships = 0 },
            adjust: options => options with { ResourceUnitsPerTenSeconds = 35, WritesPer150Seconds = 30 });
        var group = simulated.Tenant.AddGroup("group");

        await simulated.Directory.ApplyMembershipsAsync(
            [.. simulated.Tenant.Snapshot().Users.Select(user => new Sync.Cloud.Memberships.MembershipChange.Add(new Sync.Cloud.Memberships.MembershipTarget(group), user))],
            Cancellation);

        simulated.Tenant.MembersOf(group).Count.ShouldBe(300);
        simulated.Tenant.Violations.ShouldBeEmpty();
    }
}
