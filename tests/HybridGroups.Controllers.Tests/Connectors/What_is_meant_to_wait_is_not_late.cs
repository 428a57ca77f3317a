using HybridGroups.Controllers.Connectors;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Safety;

namespace HybridGroups.Controllers.Tests.Connectors;

public sealed class What_is_meant_to_wait_is_not_late
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly ConnectorReport Waited = new()
    {
        PendingSince = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal) { [Intent("held").Key] = Now.AddHours(-30), [Intent("over").Key] = Now.AddHours(-20) },
    };

    private static readonly Verdict Left = new([Change("failed")], new HeldChanges([Change("held")], ["too many"]), []);

    [Fact]
    public void What_failed_and_what_is_held_is_late_since_it_first_waited() => Since(Waited).ShouldBe(["failed 2026-03-02 12:00", "held 2026-03-01 06:00"]);

    [Fact]
    public void In_staging_nothing_is() => Since(Waited with { IsStaging = true }).ShouldBeEmpty();

    [Fact]
    public void Outside_the_hours_for_changes_only_what_waits_for_an_approval_is() => Since(Waited with { OpensAt = Now.AddHours(8) }).ShouldBe(["held 2026-03-01 06:00"]);

    private static IEnumerable<string> Since(ConnectorReport before) =>
        LateChanges.Since(before, Left, Now).Select(entry => $"{entry.Key.Split('/')[^1]} {entry.Value:yyyy-MM-dd HH:mm}").Order(StringComparer.Ordinal);

    private static IntentRef Intent(string name) => new(IntentKind.DynamicRule, $"identity/{name}", 1);

    private static PlannedChange.AddMembers Change(string rule) =>
        new(Intent(rule), new TargetGroup(DirectorySide.Entra, Guid.NewGuid(), IsNew: false, rule), "the rule picks them", [], MembersBefore: 0, IsFirstFill: false);
}
