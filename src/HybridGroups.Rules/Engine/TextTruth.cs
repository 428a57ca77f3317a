using System.Text;
using HybridGroups.Rules.Conditions;
using HybridGroups.Rules.Evaluation;
using HybridGroups.Rules.Values;

namespace HybridGroups.Rules.Engine;

/// <summary>Of which texts of a table one comparison, without its "not", is true. Every text is decided once.</summary>
internal sealed class TextTruth
{
    private readonly TextTable table;
    private readonly RuleOperator op;
    private readonly RuleValue value;
    private ScalarTest test;
    private int decided;

    public TextTruth(TextTable table, RuleOperator op, RuleValue value, DateTimeOffset now)
    {
        this.table = table;
        this.op = op;
        this.value = value;
        test = new ScalarTest(op, value, now);
    }

    public TruthSet True { get; private set; } = new();

    /// <summary>The pattern used up its time budget on some text: nobody can say who is a member.</summary>
    public bool Faulted { get; private set; }

    public bool Contains(int code)
    {
        if (code >= decided)
        {
            DecideNew();
        }

        return True.Contains(code);
    }

    /// <summary>Decides again from the beginning, for another time.</summary>
    public void Restart(DateTimeOffset now)
    {
        test = new ScalarTest(op, value, now);
        True = new TruthSet();
        decided = 0;
    }

    /// <summary>Decides the texts that have come since the last time.</summary>
    public void DecideNew()
    {
        if (decided == table.Count)
        {
            return;
        }

        var first = decided == 0;
        var from = Math.Max(1, decided);
        decided = table.Count;
        if (first && DecideByLookup())
        {
            return;
        }

        if (first && test.PositiveHoldsOfAbsent())
        {
            True.Add(0);
        }

        if (first && DecideBySearch())
        {
            return;
        }

        DecideEach(from);
    }

    /// <summary>Decides one text that has just come, if it is the next one; else whatever is undecided.</summary>
    public void Decide(int code, ReadOnlySpan<char> text)
    {
        if (code < decided)
        {
            return;
        }

        if (code != decided || decided == 0)
        {
            DecideNew();
            return;
        }

        decided = code + 1;
        Record(code, test.PositiveHolds(text));
    }

    private bool DecideByLookup()
    {
        IEnumerable<string>? texts = (op, value) switch
        {
            (RuleOperator.Equal, RuleValue.Text text) => [text.Value],
            (RuleOperator.Equal, RuleValue.Null) => [string.Empty],
            (RuleOperator.In, RuleValue.List list) => list.Texts,
            _ => null,
        };
        if (texts is null)
        {
            return false;
        }

        var codes = new SortedSet<int>(texts.SelectMany(table.FindAll));
        foreach (var code in codes)
        {
            True.Add(code);
        }

        return true;
    }

    private bool DecideBySearch()
    {
        if (value is not RuleValue.Text text)
        {
            return false;
        }

        var (effective, literal) = (op, text.Value);
        var isPattern = op == RuleOperator.Match;
        if (isPattern)
        {
            if (PatternShape.Of(literal) is not { CanReplacePattern: true } shape)
            {
                return false;
            }

            (effective, literal) = (shape.Operator, shape.Literal);
        }

        if (!TextSearch.CanSearch(literal))
        {
            return false;
        }

        var upper = TextSearch.Upper(literal);
        if (effective == RuleOperator.Contains && (!isPattern || TextSearch.IsAscii(table.Block)))
        {
            TextSearch.Contains(table, upper, True.Add);
            return true;
        }

        if (isPattern || effective is not (RuleOperator.StartsWith or RuleOperator.EndsWith))
        {
            return false;
        }

        for (var code = 1; code < decided; code++)
        {
            var bytes = table.Bytes(code);
            if (effective == RuleOperator.StartsWith ? TextSearch.StartsWith(bytes, upper) : TextSearch.EndsWith(bytes, upper))
            {
                True.Add(code);
            }
        }

        return true;
    }

    private void DecideEach(int from)
    {
        var buffer = new char[256];
        for (var code = from; code < decided && !Faulted; code++)
        {
            var bytes = table.Bytes(code);
            if (bytes.Length > buffer.Length)
            {
                buffer = new char[bytes.Length * 2];
            }

            Record(code, test.PositiveHolds(buffer.AsSpan(0, Encoding.UTF8.GetChars(bytes, buffer))));
        }
    }

    private void Record(int code, bool? holds)
    {
        if (holds == true)
        {
            True.Add(code);
        }

        Faulted |= holds is null;
    }
}
