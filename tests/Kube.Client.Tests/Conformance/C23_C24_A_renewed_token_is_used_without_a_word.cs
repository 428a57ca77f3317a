using Kube.Client.Config;
using Kube.Client.Core;
using Kube.Client.Errors;
using Kube.Client.Http;
using Kube.Client.Metadata;
using Kube.Client.Resources;

namespace Kube.Client.Tests.Conformance;

public sealed class C23_C24_A_renewed_token_is_used_without_a_word(ControlPlane cluster) : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"kube-client-token-{Guid.NewGuid():N}");
    private readonly SteppedTime _time = new();

    [Fact]
    public async Task While_the_file_is_away_the_last_one_goes_on()
    {
        await WriteAsync(cluster.Token);
        using var server = Server();
        (await FindAsync(server)).ShouldNotBeNull();

        File.Delete(_file);
        _time.Step(TimeSpan.FromMinutes(2)); // past the minute for which a look at the file is good

        (await FindAsync(server)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_refused_one_is_read_again_at_once()
    {
        await WriteAsync("not-a-token");
        using var server = Server();
        (await Should.ThrowAsync<KubeApiException>(() => FindAsync(server))).StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);

        await WriteAsync(cluster.Token); // within the minute

        (await FindAsync(server)).ShouldNotBeNull();
    }

    [Fact]
    public void A_file_that_was_never_there_is_an_error_that_names_it() =>
        Should.Throw<KubeconfigException>(async () => await Credentials.OfTokenFile(_file, _time).TokenAsync(CancellationToken.None)).Message.ShouldContain(_file);

    public void Dispose() => File.Delete(_file);

    private ApiServer Server() => new(cluster.Access.With(credentials: Credentials.OfTokenFile(_file, _time)), TimeProvider.System);

    private Task WriteAsync(string token) => File.WriteAllTextAsync(_file, token, TestContext.Current.CancellationToken);

    private static Task<Namespace?> FindAsync(ApiServer server) =>
        new ResourceClient<Namespace>(server).FindAsync(new ObjectKey(Namespace: null, "default"), TestContext.Current.CancellationToken);

    private sealed class SteppedTime : TimeProvider
    {
        private TimeSpan _passed;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _passed.Ticks;

        public void Step(TimeSpan by) => _passed += by;
    }
}
