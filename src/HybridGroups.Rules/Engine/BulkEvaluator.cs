using System.Runtime.CompilerServices;

namespace HybridGroups.Rules.Engine;

/// <summary>
/// Evaluates plans chunk by chunk: a chunk's worth of bits stays in the first-level cache while all parts of a rule pass
/// over it. One evaluator is used by one thread at a time.
/// </summary>
internal sealed class BulkEvaluator(PredicateSet predicates, RowSet alive)
{
    // Up to here it is quicker to ask the parts of a combination row by row than to compute it for the whole chunk.
    private const int FewRows = 1024;

    private readonly Stack<ulong[]> freeWords = new();
    private readonly Stack<ushort[]> freeLists = new();

    public RowSet Evaluate(PlanNode plan)
    {
        var chunks = new RowChunk?[alive.Chunks.Length];
        for (var index = 0; index < chunks.Length; index++)
        {
            chunks[index] = Evaluate(plan, index)?.Lean;
        }

        return new RowSet(chunks);
    }

    private RowChunk? Evaluate(PlanNode node, int index) => node switch
    {
        PlanNode.Leaf { Negated: false } leaf => Rows(leaf, index),
        PlanNode.Leaf leaf => Complement(Rows(leaf, index), index),
        PlanNode.And and => And(and.Operands, index),
        PlanNode.Or or => Or(or.Operands, index),
        _ => throw new InvalidOperationException($"{node} is no node."),
    };

    private RowChunk? Rows(PlanNode.Leaf leaf, int index) => predicates[leaf.Predicate].Rows!.Chunk(index);

    private RowChunk? Complement(RowChunk? chunk, int index)
    {
        if (chunk is null || alive.Chunk(index) is not { } all)
        {
            return alive.Chunk(index);
        }

        var words = RentWords();
        words.AsSpan().Clear();
        ChunkMath.Or(words, all);
        ChunkMath.AndNot(words, chunk);
        var result = ChunkMath.ToChunk(words);
        freeWords.Push(words);
        return result;
    }

    private RowChunk? Or(PlanNode[] operands, int index)
    {
        RowChunk? only = null;
        ulong[]? words = null;
        foreach (var operand in operands)
        {
            if (Evaluate(operand, index) is not { } chunk)
            {
                continue;
            }

            if (only is null)
            {
                only = chunk;
                continue;
            }

            if (words is null)
            {
                words = RentWords();
                words.AsSpan().Clear();
                ChunkMath.Or(words, only);
            }

            ChunkMath.Or(words, chunk);
        }

        if (words is null)
        {
            return only;
        }

        var result = ChunkMath.ToChunk(words);
        freeWords.Push(words);
        return result;
    }

    private RowChunk? And(PlanNode[] operands, int index)
    {
        // The smallest set first: what it leaves out need not be looked at again.
        RowChunk? smallest = null;
        PlanNode? taken = null;
        foreach (var operand in operands)
        {
            if (operand is PlanNode.Leaf { Negated: false } leaf)
            {
                if (Rows(leaf, index) is not { } chunk)
                {
                    return null;
                }

                if (smallest is null || chunk.Count < smallest.Count)
                {
                    (smallest, taken) = (chunk, operand);
                }
            }
        }

        smallest ??= alive.Chunk(index);
        return smallest is null ? null : smallest.List is { } list ? AndList(list, operands, taken, index) : AndWords(smallest, operands, taken, index);
    }

    private RowChunk? AndList(ushort[] first, PlanNode[] operands, PlanNode? taken, int index)
    {
        var list = RentList();
        first.CopyTo(list.AsSpan());
        var count = Narrow(list, first.Length, operands, taken, index);
        var result = count == 0 ? null : new RowChunk(list.AsSpan(0, count).ToArray());
        freeLists.Push(list);
        return result;
    }

    private int Narrow(ushort[] list, int count, PlanNode[] operands, PlanNode? taken, int index)
    {
        // Leaves before what must be computed first.
        foreach (var operand in operands)
        {
            if (count > 0 && operand is PlanNode.Leaf leaf && operand != taken)
            {
                count = ChunkMath.Filter(list.AsSpan(0, count), Rows(leaf, index), leaf.Negated);
            }
        }

        foreach (var operand in operands)
        {
            if (count > 0 && operand is not PlanNode.Leaf)
            {
                count = count <= FewRows
                    ? Filter(list.AsSpan(0, count), operand, index)
                    : ChunkMath.Filter(list.AsSpan(0, count), Evaluate(operand, index), negated: false);
            }
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Filter(Span<ushort> list, PlanNode node, int index)
    {
        var n = 0;
        foreach (var row in list)
        {
            list[n] = row;
            n += Holds(node, row, index) ? 1 : 0;
        }

        return n;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Holds(PlanNode node, ushort row, int index)
    {
        switch (node)
        {
            case PlanNode.Leaf leaf:
                return (Rows(leaf, index)?.Contains(row) ?? false) != leaf.Negated;
            case PlanNode.And and:
                foreach (var operand in and.Operands)
                {
                    if (!Holds(operand, row, index))
                    {
                        return false;
                    }
                }

                return true;
            case PlanNode.Or or:
                foreach (var operand in or.Operands)
                {
                    if (Holds(operand, row, index))
                    {
                        return true;
                    }
                }

                return false;
            default:
                throw new InvalidOperationException($"{node} is no node.");
        }
    }

    private RowChunk? AndWords(RowChunk first, PlanNode[] operands, PlanNode? taken, int index)
    {
        var words = RentWords();
        first.Bits!.CopyTo(words.AsSpan());
        var empty = false;
        foreach (var operand in operands)
        {
            if (operand == taken || empty)
            {
                continue;
            }

            if (operand is PlanNode.Leaf { Negated: true } negated)
            {
                if (Rows(negated, index) is { } without)
                {
                    ChunkMath.AndNot(words, without);
                }
            }
            else if (Evaluate(operand, index) is { } with)
            {
                ChunkMath.And(words, with);
            }
            else
            {
                empty = true;
            }
        }

        var result = empty ? null : ChunkMath.ToChunk(words);
        freeWords.Push(words);
        return result;
    }

    private ulong[] RentWords() => freeWords.TryPop(out var words) ? words : new ulong[RowChunk.Words];

    private ushort[] RentList() => freeLists.TryPop(out var list) ? list : new ushort[RowChunk.MostInList];
}
