using System.Text.Json;
using System.Text.Json.Serialization;
using HybridGroups.Sync.Cloud.Changes;

namespace HybridGroups.Entra.Follower;

/// <summary>All that was ever told, a line each, in a file that is only ever replaced by one with a whole round more.</summary>
public sealed class KnownTenant
{
    private readonly string file;
    private readonly List<string> lines = [];

    public KnownTenant(string file)
    {
        this.file = file;
        if (!File.Exists(file)) return;
        foreach (var line in File.ReadLines(file))
        {
            lines.Add(line);
            Mirror.Apply(JsonSerializer.Deserialize<Line>(line)!.ToChange());
        }
    }

    public CloudMirror Mirror { get; } = new();

    public void Save(IEnumerable<CloudChange> round)
    {
        lines.AddRange(round.Select(change => JsonSerializer.Serialize(Line.Of(change))));
        var temporary = file + ".new";
        using (var stream = new FileStream(temporary, FileMode.Create))
        {
            using (var writer = new StreamWriter(stream, leaveOpen: true))
            {
                foreach (var line in lines) writer.WriteLine(line);
            }

            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, file, overwrite: true);
    }

    private sealed record Line(string What, CloudObjectKind Kind, Guid Id, Guid Member, bool Flag, CloudMemberKind MemberKind)
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public CloudCheckpoint? Checkpoint { get; init; }

        public static Line Of(CloudChange change) => change switch
        {
            CloudChange.RoundStarted one => new("started", one.Kind, default, default, one.IsFull, default),
            CloudChange.Present one => new("present", one.Object.Kind, one.Object.Id, default, false, default),
            CloudChange.Removed one => new("removed", one.Kind, one.Id, default, one.IsRestorable, default),
            CloudChange.MemberPresent one => new("member", default, one.Group, one.Member, false, one.Kind),
            CloudChange.MemberGone one => new("gone", default, one.Group, one.Member, false, default),
            CloudChange.RoundAbandoned one => new("abandoned", one.Kind, default, default, false, default),
            CloudChange.RoundCompleted one => new("completed", one.Kind, default, default, false, default) { Checkpoint = one.Checkpoint },
            _ => throw new NotSupportedException(change.ToString()),
        };

        public CloudChange ToChange() => What switch
        {
            "started" => new CloudChange.RoundStarted(Kind, Flag),
            "present" => new CloudChange.Present(new CloudObject(Kind, Id, new Dictionary<string, object?>(StringComparer.Ordinal))),
            "removed" => new CloudChange.Removed(Kind, Id, Flag),
            "member" => new CloudChange.MemberPresent(Id, Member, MemberKind),
            "gone" => new CloudChange.MemberGone(Id, Member),
            "abandoned" => new CloudChange.RoundAbandoned(Kind, ""),
            _ => new CloudChange.RoundCompleted(Kind, Checkpoint!),
        };
    }
}
