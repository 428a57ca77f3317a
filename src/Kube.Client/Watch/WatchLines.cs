using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Kube.Client.Watch;

/// <summary>Splits the stream of a watch into its lines, each a JSON document.</summary>
internal static class WatchLines
{
    // No object of the API server is larger than etcd's request limit of 1.5 MiB; a peer that sends more is not one.
    private const int LongestLine = 8 * 1024 * 1024;

    public static async IAsyncEnumerable<JsonDocument> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
        while (true)
        {
            var result = await reader.ReadAsync(cancellation);
            var buffer = result.Buffer;
            while (TryTakeLine(ref buffer, out var line))
            {
                if (!line.IsEmpty)
                {
                    yield return JsonDocument.Parse(line);
                }
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted)
            {
                break; // a rest without line end was cut off: the watch is taken up again before it
            }

            if (buffer.Length > LongestLine)
            {
                throw new InvalidDataException($"A line of the watch is longer than {LongestLine / 1024 / 1024} MiB.");
            }
        }

        await reader.CompleteAsync();
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf((byte)'\n') is not { } end)
        {
            line = default;
            return false;
        }

        line = buffer.Slice(0, end);
        buffer = buffer.Slice(buffer.GetPosition(1, end));
        return true;
    }
}
