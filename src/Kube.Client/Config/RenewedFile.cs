namespace Kube.Client.Config;

/// <summary>
/// A file that somebody replaces now and then. It is looked at again after a while; when it cannot be read then, what was
/// read last stays good: a mount that is away for a moment must not take the operator down.
/// </summary>
internal sealed class RenewedFile(string path, TimeSpan goodFor, TimeProvider time)
{
    private readonly Lock _lock = new();
    private string? _text;
    private long _readAt;
    private int _version;

    /// <summary>The content and how often it has changed.</summary>
    /// <exception cref="KubeconfigException">It could not be read even once.</exception>
    public (string Text, int Version) Read()
    {
        lock (_lock)
        {
            if (_text is not null && time.GetElapsedTime(_readAt) < goodFor)
            {
                return (_text, _version);
            }

            try
            {
                var text = File.ReadAllText(path);
                if (text.Length > 0 && !string.Equals(text, _text, StringComparison.Ordinal))
                {
                    _text = text;
                    _version++;
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException && _text is not null)
            {
                // Kept as it was; the next look is as far away as after a success, so that a broken mount is not hammered.
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new KubeconfigException($"{path} cannot be read: {error.Message}", error);
            }

            _readAt = time.GetTimestamp();
            return (_text ?? throw new KubeconfigException($"{path} is empty."), _version);
        }
    }

    /// <summary>The next look is at the file itself, however fresh the last one is.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _readAt = time.GetTimestamp() - (long)(goodFor.TotalSeconds * time.TimestampFrequency) - 1;
        }
    }
}
