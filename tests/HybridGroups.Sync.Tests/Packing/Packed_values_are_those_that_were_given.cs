using HybridGroups.Sync.Packing;

namespace HybridGroups.Sync.Tests.Packing;

public sealed class Packed_values_are_those_that_were_given(ITestOutputHelper output)
{
    [Fact]
    public void Whatever_they_are()
    {
        var chance = Seed.Random(output, 11);
        var packer = new ValuePacker(StringComparison.Ordinal);
        var kept = Enumerable.Range(0, 2_000).Select(_ => RandomValues(chance)).Select(values => (Given: values, Packed: packer.Pack(values))).ToList();
        foreach (var (given, packed) in kept)
        {
            packed.Count.ShouldBe(given.Count);
            packed.Keys.ShouldBe(given.Keys, ignoreOrder: true);
            packed.All(entry => Same(entry, KeyValuePair.Create(entry.Key, given[entry.Key]))).ShouldBeTrue();
            foreach (var (name, value) in given)
            {
                packed.TryGetValue(name, out var found).ShouldBeTrue(name);
                Same(KeyValuePair.Create(name, found), KeyValuePair.Create(name, value)).ShouldBeTrue(name);
            }
        }
    }

    [Fact]
    public void Under_names_in_any_case_where_case_says_nothing()
    {
        var packer = new ValuePacker(StringComparison.OrdinalIgnoreCase);
        var packed = packer.Pack(new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["displayName"] = ["Anna"], ["mail"] = ["anna@example.com", "a@example.com"] });
        packed["DISPLAYNAME"].ShouldBe(["Anna"]);
        packed["Mail"].ShouldBe(["anna@example.com", "a@example.com"]);
        packed.ContainsKey("title").ShouldBeFalse();
        Should.Throw<KeyNotFoundException>(() => packed["title"]);
    }

    [Fact]
    public void And_what_many_have_is_kept_once_but_not_what_one_says_several_times()
    {
        var packer = new ValuePacker(StringComparison.Ordinal);
        for (var number = 0; number < 10; number++)
        {
            packer.Pack(new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["department"] = "Sales",
                ["displayName"] = $"user{number}",
                ["mailNickname"] = $"user{number}",
                ["description"] = new string('x', 65),
            });
        }

        packer.Texts.All.ShouldBe(["Sales"]);
    }

    [Fact]
    public void And_what_cannot_be_kept_is_refused_by_its_type() =>
        Should.Throw<InvalidOperationException>(() => new ValuePacker(StringComparison.Ordinal).Pack(new Dictionary<string, object?>(StringComparer.Ordinal) { ["when"] = DateTimeOffset.UnixEpoch }))
            .Message.ShouldContain("DateTimeOffset");

    private static Dictionary<string, object?> RandomValues(Random chance)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        for (var left = chance.Next(12); left > 0; left--) values[$"name{chance.Next(20)}"] = RandomValue(chance);
        return values;
    }

    private static object? RandomValue(Random chance) => chance.Next(8) switch
    {
        0 => null,
        1 => chance.Next(2) == 0,
        2 => chance.Next(3) switch { 0 => long.MinValue, 1 => long.MaxValue, _ => chance.NextInt64(-1000, 1000) },
        3 => chance.Next(3) switch { 0 => double.NaN, 1 => double.MinValue, _ => chance.NextDouble() },
        4 => Enumerable.Range(0, chance.Next(5)).Select(_ => RandomText(chance)).ToArray(),
        _ => RandomText(chance),
    };

    private static string RandomText(Random chance) => chance.Next(5) switch
    {
        0 => string.Empty,
        1 => $"Department {chance.Next(20)}",
        2 => string.Concat(Enumerable.Repeat("Größe 漢字 😀 ", chance.Next(1, 40))),
        3 => new string('a', chance.Next(1, 5_000)),
        _ => $"user{chance.Next()}@example.com",
    };

    private static bool Same(KeyValuePair<string, object?> one, KeyValuePair<string, object?> other) =>
        one.Key == other.Key && (one.Value is string[] list ? other.Value is string[] second && list.SequenceEqual(second, StringComparer.Ordinal) : Equals(one.Value, other.Value));
}
