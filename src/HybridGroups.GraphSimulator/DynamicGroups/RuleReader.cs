namespace HybridGroups.GraphSimulator.DynamicGroups;

internal sealed class RuleReader(string text)
{
    private int position;

    public bool AtEnd
    {
        get
        {
            SkipSpace();
            return position >= text.Length;
        }
    }

    public bool TryWord(string word)
    {
        SkipSpace();
        var end = position + word.Length;
        if (end > text.Length || !text.AsSpan(position, word.Length).Equals(word, StringComparison.OrdinalIgnoreCase))
            return false;
        if (char.IsLetter(word[^1]) && end < text.Length && char.IsLetterOrDigit(text[end]))
            return false;
        position = end;
        return true;
    }

    public void Expect(string word)
    {
        if (!TryWord(word))
            throw new FormatException("Invalid operands found.");
    }

    public string Word()
    {
        SkipSpace();
        var start = position;
        while (position < text.Length && (char.IsLetterOrDigit(text[position]) || text[position] is '.' or '_' or '-'))
            position++;
        return position > start ? text[start..position] : throw new FormatException("Invalid operands found.");
    }

    public object? Literal()
    {
        SkipSpace();
        if (position < text.Length && text[position] is '"' or '\'')
        {
            var close = text.IndexOf(text[position], position + 1);
            if (close < 0)
                throw new FormatException("Invalid operands found.");
            var value = text[(position + 1)..close];
            position = close + 1;
            return value;
        }

        return Word().ToUpperInvariant() switch
        {
            "NULL" => null,
            "TRUE" => true,
            "FALSE" => false,
            var other => other,
        };
    }

    private void SkipSpace()
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
            position++;
    }
}
