using System.Text;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Planning;

public sealed class Names_are_what_the_directories_take(ITestOutputHelper output)
{
    private static readonly string[] Pieces = ["a", "Sales", " ", "\t", "\n", ",", "\"", "/", "\\", "[", "]", ":", ";", "|", "=", "+", "*", "?", "<", ">", "@", ".", "ü", "日本", "😀", "\u0301", "_", "(", ")", "#"];

    [Fact]
    public void Whatever_a_group_is_called()
    {
        var random = Seed.Random(output, 19);
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        for (var count = 0; count < 3000; count++)
        {
            var name = string.Concat(Enumerable.Range(0, 1 + random.Next(90)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            var id = Identity.Of(name);
            var suffixed = GroupNaming.WithSuffix(name, id);
            suffixed.Length.ShouldBeLessThanOrEqualTo(64, name);
            suffixed.ShouldEndWith(GroupNaming.Suffix(id));
            GroupNaming.WithSuffix(suffixed, id).ShouldBe(suffixed, name);
            Should.NotThrow(() => strict.GetBytes(suffixed), name);

            var account = GroupNaming.AccountName(name);
            account.IndexOfAny([.. "\"/\\[]:;|=,+*?<>@"]).ShouldBe(-1, name);
            account.Any(char.IsControl).ShouldBeFalse(name);
            account.ShouldBe(account.Trim().TrimEnd('.'), name);
            account.Length.ShouldBeLessThanOrEqualTo(256, name);

            var nickname = GroupNaming.Nickname(name, id);
            nickname.Length.ShouldBeInRange(1, 64, name);
            nickname.All(letter => letter is > ' ' and < (char)127 && !"@()\\[]\";:<>,. ".Contains(letter, StringComparison.Ordinal)).ShouldBeTrue(nickname);
            Should.NotThrow(() => strict.GetBytes(GroupNaming.DisplayName(name)), name);
        }
    }
}
