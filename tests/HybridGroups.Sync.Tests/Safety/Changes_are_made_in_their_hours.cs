using System.Globalization;
using HybridGroups.Sync.Safety;

namespace HybridGroups.Sync.Tests.Safety;

public sealed class Changes_are_made_in_their_hours(ITestOutputHelper output)
{
    private const string Workdays = "Monday,Tuesday,Wednesday,Thursday,Friday";

    // 2026-11-21 is a Saturday.
    [Theory]
    [InlineData("", "20:00", "22:00", "UTC", "2026-11-21T19:59:59Z", "2026-11-21T20:00:00Z")]
    [InlineData("", "20:00", "22:00", "UTC", "2026-11-21T20:00:00Z", null)]
    [InlineData("", "20:00", "22:00", "UTC", "2026-11-21T21:59:59Z", null)]
    [InlineData("", "20:00", "22:00", "UTC", "2026-11-21T22:00:00Z", "2026-11-22T20:00:00Z")]
    [InlineData("", "20:00", "06:00", "UTC", "2026-11-21T05:59:59Z", null)] // since yesterday
    [InlineData("", "20:00", "06:00", "UTC", "2026-11-21T06:00:00Z", "2026-11-21T20:00:00Z")]
    [InlineData("Saturday,Sunday", "00:00", "24:00", "UTC", "2026-11-22T23:59:59Z", null)]
    [InlineData("Saturday,Sunday", "00:00", "24:00", "UTC", "2026-11-23T00:00:00Z", "2026-11-28T00:00:00Z")]
    [InlineData(Workdays, "20:00", "06:00", "UTC", "2026-11-21T05:00:00Z", null)] // began on Friday
    [InlineData(Workdays, "20:00", "06:00", "UTC", "2026-11-22T05:00:00Z", "2026-11-23T20:00:00Z")] // Saturday begins none
    [InlineData("Saturday", "12:00", "13:00", "UTC", "2026-11-21T13:00:00Z", "2026-11-28T12:00:00Z")] // a week, but for an hour
    [InlineData("", "20:00", "22:00", "Europe/Berlin", "2026-11-21T18:59:00Z", "2026-11-21T19:00:00Z")]
    [InlineData("", "20:00", "22:00", "Europe/Berlin", "2026-07-21T17:59:00Z", "2026-07-21T18:00:00Z")]
    [InlineData("", "20:00", "22:00", "Asia/Kolkata", "2026-11-21T14:29:00Z", "2026-11-21T14:30:00Z")]
    [InlineData("", "02:30", "04:00", "Europe/Berlin", "2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z")] // 02:30 is jumped over
    [InlineData("", "02:30", "04:00", "Europe/Berlin", "2026-10-25T00:29:59Z", "2026-10-25T00:30:00Z")] // 02:30 comes twice
    [InlineData("", "02:30", "04:00", "Europe/Berlin", "2026-10-25T02:59:59Z", null)]
    public void And_wait_for_the_next(string days, string from, string to, string zone, string now, string? opens) =>
        ChangeHours.OpensAt([Hours(days, from, to, zone)], At(now)).ShouldBe(opens is null ? null : At(opens));

    [Fact]
    public void And_at_any_time_where_none_are_given() => ChangeHours.OpensAt([], At("2026-11-21T12:00:00Z")).ShouldBeNull();

    [Fact]
    public void And_in_any_of_several()
    {
        ChangeHours[] hours = [Hours("", "06:00", "07:00", "UTC"), Hours("", "18:00", "19:00", "UTC")];
        ChangeHours.OpensAt(hours, At("2026-11-21T18:30:00Z")).ShouldBeNull();
        ChangeHours.OpensAt(hours, At("2026-11-21T12:00:00Z")).ShouldBe(At("2026-11-21T18:00:00Z"));
        ChangeHours.OpensAt(hours, At("2026-11-21T20:00:00Z")).ShouldBe(At("2026-11-22T06:00:00Z"));
    }

    [Fact]
    public void And_what_is_told_as_their_begin_is_their_begin_and_not_a_minute_before()
    {
        var chance = Seed.Random(output, 7);
        for (var round = 0; round < 3_000; round++)
        {
            var days = Enum.GetValues<DayOfWeek>().Where(_ => chance.Next(3) == 0).ToArray();
            var zone = chance.Next(4) switch { 0 => "UTC", 1 => "Europe/Berlin", 2 => "America/St_Johns", _ => "Australia/Lord_Howe" };
            var (from, to) = (TimeSpan.FromMinutes(chance.Next(24 * 4) * 15), TimeSpan.FromMinutes((chance.Next(24 * 4) * 15) + 7));
            var hours = new ChangeHours(days, from, to, TimeZoneInfo.FindSystemTimeZoneById(zone));
            var now = At("2026-01-01T00:00:00Z").AddMinutes(chance.Next(365 * 24 * 60));
            if (ChangeHours.OpensAt([hours], now) is not { } opens) continue;
            opens.ShouldBeGreaterThan(now);
            ChangeHours.OpensAt([hours], opens).ShouldBeNull($"{hours} at {opens:u}");
            ChangeHours.OpensAt([hours], opens.AddMinutes(-1)).ShouldBe(opens, $"{hours} before {opens:u}, seen from {now:u}");
        }
    }

    private static ChangeHours Hours(string days, string from, string to, string zone) => new(
        [.. days.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<DayOfWeek>)], Clock(from), Clock(to), TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static TimeSpan Clock(string text) => text == "24:00" ? TimeSpan.FromDays(1) : TimeSpan.ParseExact(text, @"hh\:mm", CultureInfo.InvariantCulture);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
