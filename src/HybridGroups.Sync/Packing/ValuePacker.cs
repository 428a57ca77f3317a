using System.Buffers.Binary;
using System.Text;

namespace HybridGroups.Sync.Packing;

/// <summary>Packs the values of the objects of one directory and kind; what they have in common it keeps once.</summary>
internal sealed class ValuePacker(StringComparison comparison, IEnumerable<string> knownTexts)
{
    private readonly Dictionary<string, PackedShape> shapes = new(StringComparer.Ordinal);
    private byte[] buffer = new byte[1024];
    private int used;
    private int packed;

    public ValuePacker(StringComparison comparison)
        : this(comparison, [])
    {
    }

    public SharedTexts Texts { get; } = new(knownTexts);

    public PackedValues<T> Pack<T>(IReadOnlyDictionary<string, T> values)
    {
        var shape = ShapeOf([.. values.Keys.Order(StringComparer.Ordinal)]);
        packed++;
        used = 0;
        foreach (var name in shape.Names) Add(values[name]);
        return new PackedValues<T>(shape, buffer.AsSpan(0, used).ToArray(), start: 0, used);
    }

    /// <param name="names">In their order.</param>
    public PackedShape ShapeOf(string[] names)
    {
        var key = string.Join('\n', names);
        if (!shapes.TryGetValue(key, out var shape)) shapes.Add(key, shape = new PackedShape(names, Texts, comparison));
        return shape;
    }

    private void Add(object? value)
    {
        switch (value)
        {
            case null:
                Add(PackedCell.Nothing);
                break;
            case string text:
                Add(text);
                break;
            case bool flag:
                Add(flag ? PackedCell.Yes : PackedCell.No);
                break;
            case long number:
                Add(PackedCell.Whole);
                Add((ulong)(number << 1) ^ (ulong)(number >> 63));
                break;
            case double number:
                Add(PackedCell.Fraction);
                BinaryPrimitives.WriteDoubleLittleEndian(Take(sizeof(double)), number);
                break;
            case IReadOnlyList<string> list:
                Add(PackedCell.List);
                Add((ulong)list.Count);
                for (var index = 0; index < list.Count; index++) Add(list[index]);
                break;
            default:
                throw new InvalidOperationException($"A mirror keeps no {value.GetType().Name}.");
        }
    }

    private void Add(string text)
    {
        if (Texts.NumberOf(text, packed) is { } number)
        {
            Add(PackedCell.SharedText);
            Add((ulong)number);
            return;
        }

        Add(PackedCell.OwnText);
        var length = Encoding.UTF8.GetByteCount(text);
        Add((ulong)length);
        Encoding.UTF8.GetBytes(text, Take(length));
    }

    private void Add(ulong number) => PackedCell.Write(number, Take(PackedCell.LengthOf(number)));

    private void Add(byte one) => Take(1)[0] = one;

    private Span<byte> Take(int bytes)
    {
        if (used + bytes > buffer.Length) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, used + bytes));
        used += bytes;
        return buffer.AsSpan(used - bytes, bytes);
    }
}
