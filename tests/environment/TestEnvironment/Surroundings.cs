using System.Globalization;
using System.Text.Json;

namespace TestEnvironment;

/// <summary>The real servers that tests run against: an instance of <c>tests/environment/up</c>.</summary>
public sealed class Surroundings : IAsyncDisposable
{
    /// <summary>Names the <c>environment.json</c> of an instance that is already up; <c>make test</c> sets it.</summary>
    public const string DescriptionVariable = "HYBRIDGROUPS_TEST_ENVIRONMENT";

    // The first time on a machine, a kube-apiserver may have to be built.
    private static readonly TimeSpan UpLimit = TimeSpan.FromMinutes(25);
    private static readonly TimeSpan DownLimit = TimeSpan.FromMinutes(1);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly bool _ours;

    private Surroundings(EnvironmentDescription description, bool ours)
    {
        Description = description;
        _ours = ours;
    }

    /// <summary>Where everything is.</summary>
    public EnvironmentDescription Description { get; }

    /// <summary>
    /// The instance that all tests share. When <c>make test</c> has not started one, it is started and left running, because
    /// other test programs may be using it: <c>tests/environment/down --name tests</c> ends it.
    /// </summary>
    public static async Task<Surroundings> SharedAsync(CancellationToken cancellation)
    {
        var file = Environment.GetEnvironmentVariable(DescriptionVariable);
        if (string.IsNullOrEmpty(file))
        {
            var own = await UpAsync("tests", parts: null, cancellation);
            return new Surroundings(own.Description, ours: false);
        }

        if (!File.Exists(file))
        {
            throw new InvalidOperationException(
                $"{DescriptionVariable} names {file}, which is not there. Unset it, or bring the environment up: tests/environment/up");
        }

        return new Surroundings(await ReadAsync(file, cancellation), ours: false);
    }

    /// <summary>An instance of the test's own, that it may kill parts of. Disposing it takes it down.</summary>
    /// <param name="name">Of the instance; one test at a time should use it.</param>
    /// <param name="parts">Of control-plane, active-directory, simulator, joined by commas; null for all.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="switches">Further ones of <c>tests/environment/up</c>, such as <c>--exchange</c>.</param>
    public static async Task<Surroundings> UpAsync(string name, string? parts, CancellationToken cancellation, params string[] switches)
    {
        string[] arguments = [.. parts is null ? ["--name", name] : (string[])["--name", name, "--only", parts], .. switches];
        var output = await Script.RunAsync(Repository.PathOf("tests", "environment", "up"), arguments, UpLimit, cancellation);
        var file = output.Split('\n').Select(line => line.Trim()).First(line => line.StartsWith("All of it, as JSON: ", StringComparison.Ordinal));
        return new Surroundings(await ReadAsync(file["All of it, as JSON: ".Length..], cancellation), ours: true);
    }

    /// <summary>The process id of etcd, kube-apiserver, samba or simulator.</summary>
    public int ProcessOf(string server) =>
        int.Parse(File.ReadAllText(Path.Combine(Description.Folder, "processes", server)).Split(' ')[0], CultureInfo.InvariantCulture);

    /// <summary>Sends a signal (KILL, STOP, CONT …) to a server and its children.</summary>
    public async Task SignalAsync(string server, string signal, CancellationToken cancellation)
    {
        if (!_ours)
        {
            throw new InvalidOperationException("The shared environment is not for killing: bring up an instance of your own.");
        }

        // The server leads a session of its own; "-s" picks its children too.
        await Script.RunAsync("pkill", ["-" + signal, "-s", ProcessOf(server).ToString(CultureInfo.InvariantCulture)], DownLimit, cancellation);
    }

    /// <summary>Starts again what was killed.</summary>
    public Task RestartAsync(string parts, CancellationToken cancellation) => UpAsync(Description.Name, parts, cancellation);

    public async ValueTask DisposeAsync()
    {
        if (_ours)
        {
            await Script.RunAsync(
                Repository.PathOf("tests", "environment", "down"), ["--name", Description.Name], DownLimit, CancellationToken.None);
        }
    }

    private static async Task<EnvironmentDescription> ReadAsync(string file, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(file);
        return await JsonSerializer.DeserializeAsync<EnvironmentDescription>(stream, Json, cancellation)
            ?? throw new InvalidOperationException($"{file} is empty.");
    }
}
