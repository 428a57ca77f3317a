namespace Ldap.Tests.Locating;

public sealed class Among_equals_the_lot_decides_as_the_weights_say
{
    private static readonly ServiceRecord[] Records =
    [
        new("heavy", 389, 0, 75), new("light", 389, 0, 25), new("weightless", 389, 0, 0), new("later", 389, 1, 100),
    ];

    [Theory]
    [InlineData(0, "weightless")]
    [InlineData(1, "light")]
    [InlineData(25, "light")]
    [InlineData(26, "heavy")]
    [InlineData(100, "heavy")]
    public void The_first_is_the_one_that_was_drawn(int drawn, string first)
    {
        var isFirst = true;
        var order = DomainLocator.Order(Records, bound =>
        {
            var lot = isFirst ? drawn : 0;
            isFirst = false;
            lot.ShouldBeLessThan(bound);
            return lot;
        }).ToList();
        order[0].Host.ShouldBe(first);
        order.ShouldBe(Records, ignoreOrder: true);
        order[^1].Host.ShouldBe("later", "a higher number of priority comes after all others");
    }
}
