using System.Security.Cryptography;
using HybridGroups.Sync.Snapshots;

namespace HybridGroups.Controllers.Snapshots;

/// <summary>
/// A file of several parts, each with its length and its checksum, so that the parts can be read at the same time. It is written
/// beside the one before and takes its place only when it is on the disk: a power failure leaves the old one.
/// </summary>
internal static class SnapshotFile
{
    private const int Format = 2;
    private const int BufferSize = 1 << 17;
    private static readonly byte[] Mark = "HGSNAP\r\n"u8.ToArray();

    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, byte[] key, IReadOnlyList<Action<SnapshotWriter>> parts)
    {
        var beside = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, BufferSize = 0 };
        // It holds names, memberships and the links at which changes are read: nobody else's business.
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(beside, options))
        {
            var table = new Part[parts.Count];
            WriteHead(file, key, table);
            for (var index = 0; index < parts.Count; index++)
            {
                using var hashed = new HashedStream(file);
                var writer = new SnapshotWriter(hashed);
                parts[index](writer);
                writer.Flush();
                table[index] = new Part(hashed.Length, hashed.Hash());
            }

            file.Position = 0;
            WriteHead(file, key, table);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }

    /// <summary>What is in the file: null when there is none.</summary>
    /// <exception cref="InvalidDataException">It is damaged, of another key or of another version.</exception>
    public static bool Read(string path, byte[] key, IReadOnlyList<Action<SnapshotReader>> parts)
    {
        if (!File.Exists(path)) return false;
        var (table, begin) = ReadHead(path, key, parts.Count);
        var begins = new long[parts.Count];
        for (var index = 0; index < parts.Count; index++)
        {
            begins[index] = begin;
            begin += table[index].Length;
        }

        if (new FileInfo(path).Length != begin) throw new InvalidDataException("it is not as long as it says");
        using var undisturbed = UncollectedWork.Begin(begin);
        try
        {
            Parallel.For(0, parts.Count, index => ReadPart(path, begins[index], table[index], parts[index]));
        }
        catch (AggregateException error)
        {
            throw new InvalidDataException(error.InnerExceptions[0].Message, error);
        }

        return true;
    }

    private static void ReadPart(string path, long begin, Part part, Action<SnapshotReader> read)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        // Checked before it is believed: a reader of damaged numbers might ask for all the memory there is.
        file.Position = begin;
        if (!HashOf(file, part.Length).SequenceEqual(part.Hash)) throw new InvalidDataException("its checksum is wrong");
        file.Position = begin;
        read(new SnapshotReader(file));
    }

    private static byte[] HashOf(FileStream file, long length)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        while (length > 0)
        {
            var read = file.Read(buffer, 0, (int)Math.Min(buffer.Length, length));
            if (read == 0) break;
            hash.AppendData(buffer, 0, read);
            length -= read;
        }

        return hash.GetHashAndReset();
    }

    private static void WriteHead(FileStream file, byte[] key, IReadOnlyList<Part> table)
    {
        using var writer = new BinaryWriter(file, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(Mark);
        writer.Write(Format);
        writer.Write(key);
        foreach (var part in table)
        {
            writer.Write(part.Length);
            writer.Write(part.Hash ?? new byte[SHA256.HashSizeInBytes]);
        }
    }

    private static (Part[] Table, long End) ReadHead(string path, byte[] key, int parts)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        try
        {
            if (!reader.ReadBytes(Mark.Length).AsSpan().SequenceEqual(Mark)) throw new InvalidDataException("it is no snapshot");
            if (reader.ReadInt32() != Format) throw new InvalidDataException("it is of another version");
            if (!reader.ReadBytes(key.Length).AsSpan().SequenceEqual(key)) throw new InvalidDataException("it was made with other settings");
            var table = new Part[parts];
            for (var index = 0; index < parts; index++)
            {
                table[index] = new Part(reader.ReadInt64(), reader.ReadBytes(SHA256.HashSizeInBytes));
                if (table[index].Length < 0) throw new InvalidDataException("it is damaged");
            }

            return (table, reader.BaseStream.Position);
        }
        catch (EndOfStreamException error)
        {
            throw new InvalidDataException("it ends too early", error);
        }
    }

    private readonly record struct Part(long Length, byte[] Hash);
}
