namespace HybridGroups.Api.Tests;

public sealed class A_duration_reads_as_people_write_it
{
    [Theory]
    [InlineData("30s", 30)]
    [InlineData("2m", 120)]
    [InlineData("1h30m", 5400)]
    [InlineData("1h0m5s", 3605)]
    [InlineData("0s", 0)]
    public void Hours_minutes_and_seconds_in_this_order(string text, int seconds) =>
        DurationText.TryParse(text).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("2 m")]
    [InlineData("30s1m")]
    [InlineData("-5s")]
    [InlineData("1.5h")]
    [InlineData("9999999999999h")]
    [InlineData("999999999h")]
    public void Anything_else_is_none(string text) => DurationText.TryParse(text).ShouldBeNull();
}
