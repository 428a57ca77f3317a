using HybridGroups.GraphSimulator.Protocol;

namespace HybridGroups.GraphSimulator.Query;

/// <summary>Recursive descent over the OData subset that the directory resources take.</summary>
internal sealed class FilterParser
{
    private const int MostOrClauses = 15;

    private readonly string text;
    private int position;
    private int orClauses;

    private FilterParser(string text) => this.text = text;

    public static FilterExpression Parse(string filter, int mostOrClauses = MostOrClauses)
    {
        var parser = new FilterParser(filter);
        var expression = parser.ReadOr();
        parser.SkipSpace();
        if (parser.position < filter.Length)
            throw Invalid(filter);
        if (parser.orClauses > mostOrClauses)
        {
            throw GraphFailure.Unsupported("Too many child clauses specified in search filter expression containing 'OR' operators: "
                + $"{parser.orClauses}. Max allowed: {mostOrClauses}.");
        }

        return expression;
    }

    private static GraphFailure Invalid(string filter) => GraphFailure.BadRequest($"Invalid filter clause: '{filter}'.");

    private FilterExpression ReadOr()
    {
        var left = ReadAnd();
        while (TryWord("or"))
        {
            // n operands joined by "or" are n clauses.
            orClauses += orClauses == 0 ? 2 : 1;
            left = new FilterExpression.Or(left, ReadAnd());
        }

        return left;
    }

    private FilterExpression ReadAnd()
    {
        var left = ReadUnary();
        while (TryWord("and"))
            left = new FilterExpression.And(left, ReadUnary());
        return left;
    }

    private FilterExpression ReadUnary()
    {
        if (TryWord("not"))
            return new FilterExpression.Not(ReadUnary());
        if (TryChar('('))
        {
            var inner = ReadOr();
            Expect(')');
            return inner;
        }

        return ReadClause();
    }

    private FilterExpression ReadClause()
    {
        var name = ReadName();
        if (name is "startswith" or "startsWith" or "endswith" or "endsWith" or "contains")
        {
            Expect('(');
            var property = ReadName();
            Expect(',');
            var value = ReadLiteral() as string ?? throw Invalid(text);
            Expect(')');
            return new FilterExpression.Function(name.ToUpperInvariant(), property, value);
        }

        if (name.EndsWith("/any", StringComparison.Ordinal))
            return ReadAny(name[..^4]);
        if (TryWord("in"))
        {
            Expect('(');
            var values = new List<object?>();
            do
                values.Add(ReadLiteral());
            while (TryChar(','));
            Expect(')');
            if (values.Count > MostOrClauses)
                throw GraphFailure.Unsupported($"Too many child clauses specified in search filter expression containing 'OR' operators: {values.Count}. Max allowed: {MostOrClauses}.");
            return new FilterExpression.In(name, values);
        }

        return new FilterExpression.Compare(name, ReadOperator(), ReadLiteral());
    }

    private FilterExpression.Any ReadAny(string property)
    {
        Expect('(');
        var variable = ReadName();
        Expect(':');
        var path = ReadName();
        if (!path.StartsWith(variable, StringComparison.Ordinal))
            throw Invalid(text);
        var member = path.Length > variable.Length ? path[(variable.Length + 1)..] : null;
        var any = new FilterExpression.Any(property, member, ReadOperator(), ReadLiteral());
        Expect(')');
        return any;
    }

    private string ReadOperator()
    {
        var word = ReadName();
        return word is "eq" or "ne" or "ge" or "le" or "gt" or "lt" ? word : throw Invalid(text);
    }

    private object? ReadLiteral()
    {
        SkipSpace();
        if (position < text.Length && text[position] == '\'')
            return ReadQuoted();
        var start = position;
        while (position < text.Length && text[position] is not (' ' or ',' or ')'))
            position++;
        var word = text[start..position];
        return word switch
        {
            "" => throw Invalid(text),
            "null" => null,
            "true" => true,
            "false" => false,
            _ => word,
        };
    }

    private string ReadQuoted()
    {
        var value = new System.Text.StringBuilder();
        for (position++; position < text.Length; position++)
        {
            if (text[position] != '\'')
            {
                value.Append(text[position]);
            }
            else if (position + 1 < text.Length && text[position + 1] == '\'')
            {
                value.Append('\'');
                position++;
            }
            else
            {
                position++;
                return value.ToString();
            }
        }

        throw Invalid(text);
    }

    private string ReadName()
    {
        SkipSpace();
        var start = position;
        while (position < text.Length && (char.IsLetterOrDigit(text[position]) || text[position] is '_' or '/' or '$'))
            position++;
        return position > start ? text[start..position] : throw Invalid(text);
    }

    private bool TryWord(string word)
    {
        SkipSpace();
        var end = position + word.Length;
        if (end >= text.Length || !text.AsSpan(position, word.Length).SequenceEqual(word) || text[end] is not (' ' or '('))
            return false;
        position = end;
        return true;
    }

    private bool TryChar(char character)
    {
        SkipSpace();
        if (position >= text.Length || text[position] != character)
            return false;
        position++;
        return true;
    }

    private void Expect(char character)
    {
        if (!TryChar(character))
            throw Invalid(text);
    }

    private void SkipSpace()
    {
        while (position < text.Length && text[position] == ' ')
            position++;
    }
}
