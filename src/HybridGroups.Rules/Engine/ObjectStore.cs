using HybridGroups.Rules.Population;
using HybridGroups.Rules.Properties;

namespace HybridGroups.Rules.Engine;

/// <summary>
/// The objects of one kind, held by column. Filled first; then handed to a <see cref="RuleEngine"/>, which alone changes it
/// from then on.
/// </summary>
public sealed class ObjectStore(RuleSubject subject)
{
    private readonly Dictionary<RuleProperty, Column> columns = [];
    private readonly List<Column> ordered = [];
    private readonly Dictionary<string, int> rowsById = new(StringComparer.OrdinalIgnoreCase);
    private readonly Stack<int> freeRows = new();
    private string?[] ids = new string?[16];
    private int rows;
    private bool idsAreShared;

    public RuleSubject Subject { get; } = subject;

    /// <summary>How many objects there are.</summary>
    public int Count => rowsById.Count;

    /// <summary>Bytes held by the columns.</summary>
    public long Memory => ordered.Sum(c => c.Memory);

    /// <summary>One more than the highest row; rows of removed objects are used again.</summary>
    internal int Rows => rows;

    internal IReadOnlyList<Column> Columns => ordered;

    public static ObjectStore Of(RuleSubject subject, IEnumerable<DirectoryObject> objects)
    {
        var store = new ObjectStore(subject);
        foreach (var item in objects)
        {
            store.Add(item);
        }

        return store;
    }

    /// <summary>About so many objects will be added.</summary>
    public void Expect(int objects)
    {
        rowsById.EnsureCapacity(objects);
        if (ids.Length < objects) Array.Resize(ref ids, objects);
    }

    /// <summary>The row of the new object.</summary>
    public int Add(DirectoryObject item)
    {
        var row = AddRow(item.Id);
        foreach (var (property, value) in item.Values)
        {
            Set(row, property, value);
        }

        return row;
    }

    /// <summary>An object with nothing but its id.</summary>
    public int AddRow(string id)
    {
        var isUsedAgain = freeRows.TryPeek(out var row);
        if (!isUsedAgain) row = rows;
        if (!rowsById.TryAdd(id, row))
        {
            throw new ArgumentException($"{id} is there already.", nameof(id));
        }

        if (isUsedAgain)
        {
            freeRows.Pop();
            OwnIds();
            ids[row] = id;
            return row;
        }

        rows++;
        if (row == ids.Length)
        {
            Array.Resize(ref ids, row * 2);
            idsAreShared = false;
        }

        ids[row] = id;
        foreach (var column in ordered)
        {
            column.EnsureRows(rows);
        }

        return row;
    }

    public void Set(int row, RuleProperty property, PropertyValue? value)
    {
        var column = Column(property);
        column[row] = column.Intern(value);
    }

    public void SetText(int row, RuleProperty property, ReadOnlySpan<char> text)
    {
        var column = Column(property);
        column[row] = column.Texts!.Intern(text);
    }

    public bool TryGetRow(string id, out int row) => rowsById.TryGetValue(id, out row);

    public string Id(int row) => ids[row] ?? throw new ArgumentOutOfRangeException(nameof(row), row, "No object has this row.");

    /// <summary>The ids by row as they are now; what happens to the store later does not show in it.</summary>
    internal ReadOnlyMemory<string?> ShareIds()
    {
        idsAreShared = true;
        return ids.AsMemory(0, rows);
    }

    internal bool IsUsed(int row) => ids[row] is not null;

    internal Column Column(RuleProperty property)
    {
        if (!columns.TryGetValue(property, out var column))
        {
            column = new Column(property, rows);
            columns.Add(property, column);
            ordered.Add(column);
        }

        return column;
    }

    internal void ForgetPredicates() => ordered.ForEach(c => c.Predicates.Clear());

    internal void Remove(int row)
    {
        rowsById.Remove(Id(row));
        OwnIds();
        ids[row] = null;
        freeRows.Push(row);
        foreach (var column in ordered)
        {
            column[row] = 0;
        }
    }

    // A row that a reader may be looking up is never written to; rows behind its end are not seen by it.
    private void OwnIds()
    {
        if (idsAreShared)
        {
            ids = [.. ids];
            idsAreShared = false;
        }
    }
}
