using HybridGroups.Controllers.Connectors;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Snapshots;
using Microsoft.Extensions.Logging;

namespace HybridGroups.Controllers.Snapshots;

/// <summary>
/// What one connector knows, kept in a file, so that a restart reads only what has changed since. It is a cache: whatever is
/// wrong with it, the connector reads everything anew, as it does without one.
/// </summary>
public sealed partial class ConnectorSnapshot(string path, byte[] key, TimeProvider time, ILogger logger)
{
    // Links to changes end after a week or so: what has not changed is saved now and then nevertheless.
    private static readonly TimeSpan LongestAge = TimeSpan.FromHours(1);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(10);

    // Saving may take a twentieth of the time.
    private const int PausePerEffort = 20;

    private (long OnPremises, long Cloud) versions = (-1, -1);
    private TimeSpan pause = ShortestPause;
    private DateTimeOffset tried = DateTimeOffset.MinValue;

    /// <summary>When it was last saved; null when it never was.</summary>
    public DateTimeOffset? SavedAt { get; private set; }

    /// <summary>Why it could not be saved the last time; null when it could.</summary>
    public string? Problem { get; private set; }

    /// <summary>Told that there is one, and of when what it says is.</summary>
    public Action<DateTimeOffset> Kept { get; init; } = _ => { };

    /// <summary>Told that it could not be saved or used.</summary>
    public Action Failed { get; init; } = () => { };

    private string UnsavedWrites => path + ".unsaved-writes";

    /// <summary>Takes up what was saved. Null when there is nothing to be taken up, or nothing that can be trusted.</summary>
    /// <param name="model">Filled with both directories.</param>
    /// <param name="baseline">Filled with what was last written, when nothing was written after it was saved.</param>
    /// <param name="lastWrite">When anything was last written for this connector, by whichever replica.</param>
    public SavedState? Load(DirectoryModel model, Baseline baseline, DateTimeOffset? lastWrite)
    {
        SavedState? state = null;
        var written = new Baseline();
        var began = time.GetTimestamp();
        try
        {
            if (!SnapshotFile.Read(path, key,
                [
                    from => state = StateSnapshot.Read(from),
                    from => OnPremisesSnapshot.Read(model.OnPremises, from),
                    from => CloudSnapshot.Read(model.Cloud, from),
                    from => BaselineSnapshot.Read(written, from),
                ])) return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            LogUnusable(path, error.Message);
            Failed();
            return null;
        }

        if (!File.Exists(UnsavedWrites) && (lastWrite is not { } write || write <= state!.At)) baseline.TakeUp(written);
        (SavedAt, tried) = (state!.At, time.GetUtcNow());
        versions = (model.OnPremises.Version, model.Cloud.Version);
        Kept(state.At);
        LogLoaded(path, state.Report.ActiveDirectory.Objects, state.Report.Entra.Objects, state.At, time.GetElapsedTime(began).TotalMilliseconds);
        return state;
    }

    /// <summary>Groups are about to be changed: what was saved does not say any more what was last written to them.</summary>
    public void WritesFollow()
    {
        if (SavedAt is null || File.Exists(UnsavedWrites)) return;
        try
        {
            File.WriteAllBytes(UnsavedWrites, []);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Fail(error);
        }
    }

    /// <summary>Saves when something has changed and the last time is long enough ago.</summary>
    public void SaveIfDue(DirectoryModel model, Baseline baseline, ConnectorReport report, IReadOnlyDictionary<string, bool> switches)
    {
        var age = time.GetUtcNow() - tried;
        if (age < pause || (!HasChanged(model) && age < LongestAge)) return;
        Save(model, baseline, report, switches);
    }

    /// <summary>Saves when something has changed: there will be no later.</summary>
    public void SaveAtTheEnd(DirectoryModel model, Baseline baseline, ConnectorReport report, IReadOnlyDictionary<string, bool> switches)
    {
        if (HasChanged(model)) Save(model, baseline, report, switches);
    }

    private bool HasChanged(DirectoryModel model) => versions != (model.OnPremises.Version, model.Cloud.Version) || File.Exists(UnsavedWrites);

    private void Save(DirectoryModel model, Baseline baseline, ConnectorReport report, IReadOnlyDictionary<string, bool> switches)
    {
        var began = time.GetTimestamp();
        tried = time.GetUtcNow();
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            SnapshotFile.Write(path, key,
            [
                to => StateSnapshot.Write(new SavedState(tried, report) { Switches = switches }, to),
                to => OnPremisesSnapshot.Write(model.OnPremises, to),
                to => CloudSnapshot.Write(model.Cloud, to),
                to => BaselineSnapshot.Write(baseline, to),
            ]);
            File.Delete(UnsavedWrites);
            (SavedAt, Problem) = (tried, null);
            Kept(tried);
            versions = (model.OnPremises.Version, model.Cloud.Version);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Fail(error);
        }

        var effort = time.GetElapsedTime(began);
        pause = effort * PausePerEffort > ShortestPause ? effort * PausePerEffort : ShortestPause;
        if (Problem is null) LogSaved(path, effort.TotalMilliseconds);
    }

    private void Fail(Exception error)
    {
        if (!string.Equals(Problem, error.Message, StringComparison.Ordinal)) LogNotSaved(path, error.Message);
        Problem = error.Message;
        Failed();
    }

    [LoggerMessage(2401, LogLevel.Information, "took up {Path}: {OnPremises} objects of Active Directory and {Cloud} of Entra as of {At:u}, in {Milliseconds:F0} ms")]
    private partial void LogLoaded(string path, long onPremises, long cloud, DateTimeOffset at, double milliseconds);

    [LoggerMessage(2402, LogLevel.Warning, "cannot use {Path} and reads everything: {Reason}")]
    private partial void LogUnusable(string path, string reason);

    [LoggerMessage(2403, LogLevel.Debug, "saved {Path} in {Milliseconds:F0} ms")]
    private partial void LogSaved(string path, double milliseconds);

    [LoggerMessage(2404, LogLevel.Warning, "cannot save {Path}: {Reason}. The connector goes on; after a restart it will have to read everything. Free some space, or correct the rights of the folder.")]
    private partial void LogNotSaved(string path, string reason);
}
