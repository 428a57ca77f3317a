using HybridGroups.Sync.Planning;

namespace HybridGroups.Sync.Snapshots;

/// <summary>What was last written to groups.</summary>
public static class BaselineSnapshot
{
    public static void Write(Baseline baseline, SnapshotWriter to)
    {
        to.Count(baseline.Groups.Count);
        foreach (var (id, written) in baseline.Groups)
        {
            to.Id(id);
            to.Text(written.Name);
            to.Text(written.Container);
            to.Count(written.Attributes.Count);
            foreach (var (name, values) in written.Attributes)
            {
                to.Text(name);
                to.Count(values.Count);
                foreach (var value in values) to.Text(value);
            }

            to.Count(written.Members.Count);
            foreach (var member in written.Members) to.Id(member);
        }
    }

    public static void Read(Baseline baseline, SnapshotReader from)
    {
        for (var groups = from.Count(); groups > 0; groups--)
        {
            var written = baseline.Of(from.Id());
            written.Name = from.Text();
            written.Container = from.Text();
            for (var attributes = from.Count(); attributes > 0; attributes--)
            {
                var name = from.RequiredText();
                written.Attributes[name] = from.Texts();
            }

            for (var members = from.Count(); members > 0; members--) written.Members.Add(from.Id());
        }
    }
}
