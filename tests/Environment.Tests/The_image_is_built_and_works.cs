using TestEnvironment;

namespace Environment.Tests;

/// <summary>
/// <c>make test-image</c>: the Dockerfile, released to a registry of the test with Debian's buildah on stand-ins for its base images,
/// because registries may be out of reach.
/// </summary>
public sealed class The_image_is_built_and_works
{
    [Fact]
    public async Task As_its_own_user_on_a_root_that_is_read_only_for_two_processors_and_signed()
    {
        var test = await Script.TryRunAsync(
            Repository.PathOf("tests", "environment", "image-test"), [], TimeSpan.FromMinutes(8), TestContext.Current.CancellationToken);

        test.ExitCode.ShouldBe(0, test.Errors + test.Output);
        test.Output.ShouldContain("it runs as user 1654");
        test.Output.ShouldContain("it works on a root that is read-only");
        test.Output.ShouldContain("it is one name for two processors");
        test.Output.ShouldContain("cosign refuses another image with the signature of the true one");
    }
}
