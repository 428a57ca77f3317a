using System.Globalization;
using System.Text;
using HybridGroups.Sync.Directory;

namespace HybridGroups.Sync.Tests.Model;

public sealed class Paths_survive_any_escaping(ITestOutputHelper output)
{
    private const string Letters = "ab,+\"\\<>;=# üß日";
    private const string MustBeEscaped = ",+\"\\<>;";

    [Fact]
    public void However_a_name_is_escaped_it_is_the_same_place_with_the_same_name_and_parent()
    {
        var random = Seed.Random(output, 17);
        for (var count = 0; count < 3000; count++)
        {
            var name = new string([.. Enumerable.Range(0, 1 + random.Next(8)).Select(_ => Letters[random.Next(Letters.Length)])]);
            if (char.IsWhiteSpace(name[0]) || char.IsWhiteSpace(name[^1])) continue;
            var (one, other) = ($"CN={Escaped(name, random)},OU=b,DC=c", $"cn={Escaped(name, random)}, ou=B,dc=c");
            DirectoryPath.Of(one).ShouldBe(DirectoryPath.Of(other), $"{one} and {other}");
            DirectoryPath.Of(one).Name.ShouldBe(name, one);
            DirectoryPath.ParentOf(one).ShouldBe("OU=b,DC=c", one);
            DirectoryPath.Of(one).IsAtOrBelow(DirectoryPath.Of("OU=B,DC=C")).ShouldBeTrue(one);
            DirectoryPath.Of(one).ShouldNotBe(DirectoryPath.Of($"CN={Escaped(name + "x", random)},OU=b,DC=c"));
        }
    }

    private static string Escaped(string name, Random random)
    {
        var text = new StringBuilder();
        for (var index = 0; index < name.Length; index++)
        {
            var letter = name[index];
            var isSpecial = MustBeEscaped.Contains(letter, StringComparison.Ordinal) || (index == 0 && letter == '#');
            var isOptional = letter is '=' or '#' or ' ' || letter > 127;
            if (!isSpecial && !(isOptional && random.Next(2) == 0)) text.Append(letter);
            else if (letter < 128 && random.Next(2) == 0) text.Append('\\').Append(letter);
            else text.Append(string.Concat(Encoding.UTF8.GetBytes([letter]).Select(part => string.Create(CultureInfo.InvariantCulture, $@"\{part:X2}"))));
        }

        return text.ToString();
    }
}
