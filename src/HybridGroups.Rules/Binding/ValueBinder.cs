using System.Collections.Immutable;
using HybridGroups.Rules.Conditions;
using HybridGroups.Rules.Diagnostics;
using HybridGroups.Rules.Properties;
using HybridGroups.Rules.Syntax;
using HybridGroups.Rules.Values;

namespace HybridGroups.Rules.Binding;

/// <summary>Decides which value goes with which operator on which type, and converts it.</summary>
internal sealed class ValueBinder(RuleDialect dialect, DiagnosticBag diagnostics)
{
    public RuleValue? Bind(RuleProperty property, RuleOperator op, Token operatorToken, ValueSyntax value)
    {
        if (!OperatorSuits(property, op, operatorToken) || value is ValueSyntax.Faulty)
        {
            return null;
        }

        if (value is ValueSyntax.Text { Spoiled: true })
        {
            return null;
        }

        if (op.TakesList())
        {
            return List(property, op, value);
        }

        switch (value)
        {
            case ValueSyntax.List list:
                var op2 = op.IsNegative() ? RuleOperator.NotIn : RuleOperator.In;
                return Fault(DiagnosticCodes.ListNotAllowed, list, $"{op.Text()} takes one value, not a list.", $"{property.Name} {op2.Text()} […]");
            case ValueSyntax.Null when op is RuleOperator.Equal or RuleOperator.NotEqual:
                return new RuleValue.Null();
            case ValueSyntax.Null:
                return Fault(DiagnosticCodes.NullOperator, value, $"{op.Text()} cannot be used with null.", $"{property.Name} {(op.IsNegative() ? "-ne" : "-eq")} null");
            default:
                return Scalar(property, op, value);
        }
    }

    private bool OperatorSuits(RuleProperty property, RuleOperator op, Token token)
    {
        var equality = op is RuleOperator.Equal or RuleOperator.NotEqual;
        var suits = property.Type switch
        {
            PropertyType.Boolean => equality,
            PropertyType.Date => equality || op.IsOrder(),
            PropertyType.Extension => true,
            PropertyType.Records or PropertyType.Groups => false,
            PropertyType.Text when op.IsOrder() => dialect == RuleDialect.Extended && !property.IsElement,
            _ => !op.IsOrder(),
        };
        if (!suits)
        {
            var (code, suggestion) = property.Type switch
            {
                PropertyType.Boolean => (DiagnosticCodes.OperatorNotSupported, $"{property.Name} -eq true"),
                PropertyType.Date => (DiagnosticCodes.OperatorNotSupported, $"{property.Name} -ge system.now"),
                PropertyType.Records => (DiagnosticCodes.QuantifierNeeded, $"{property.Name} -any ({property.Elements[0].Name} {op.Text()} …)"),
                PropertyType.Groups => (DiagnosticCodes.MemberOfForm, $"{property.Name} -any (group.objectId -in ['…'])"),
                _ => (DiagnosticCodes.OperatorNotSupported, op.IsOrder() ? "only user.employeeHireDate is compared by order; in the extended dialect, texts that hold numbers or dates too" : null),
            };
            diagnostics.Add(code, token.Span, $"{op.Text()} does not work on {property.Name}.", suggestion);
            return false;
        }

        var onlyExtended = op is RuleOperator.Less or RuleOperator.Greater || (op.IsOrder() && property.Type == PropertyType.Extension);
        if (onlyExtended && dialect == RuleDialect.Entra)
        {
            diagnostics.Add(
                DiagnosticCodes.ExtendedOnly,
                token.Span,
                property.Type == PropertyType.Extension ? "Entra compares directory extensions for equality only." : $"Entra has no {op.Text()}.",
                property.Type == PropertyType.Extension ? null : op == RuleOperator.Less ? "-le" : "-ge");
            return false;
        }

        return true;
    }

    private RuleValue? List(RuleProperty property, RuleOperator op, ValueSyntax value)
    {
        if (value is not ValueSyntax.List list)
        {
            var text = value switch
            {
                ValueSyntax.Text t => RuleText.Quote(t.Value),
                ValueSyntax.Number n => n.Literal,
                _ => "\"…\"",
            };
            return Fault(DiagnosticCodes.ListNeeded, value, $"{op.Text()} needs a list.", $"[{text}]");
        }

        var texts = ImmutableArray.CreateBuilder<string>();
        var sound = true;
        foreach (var element in list.Elements)
        {
            switch (element)
            {
                case ValueSyntax.Text { Spoiled: false } text:
                    texts.Add(text.Value);
                    OuterSpace(op, text);
                    break;
                case ValueSyntax.Number number:
                    texts.Add(number.Literal);
                    break;
                case ValueSyntax.Null:
                    Fault(DiagnosticCodes.NullOperator, element, "A list cannot hold null.", $"-or {property.Name} -eq null");
                    sound = false;
                    break;
                case ValueSyntax.Text or ValueSyntax.Faulty:
                    sound = false;
                    break;
                default:
                    Fault(DiagnosticCodes.ValueType, element, "A list holds texts and numbers only.", null);
                    sound = false;
                    break;
            }
        }

        return sound && texts.Count > 0 ? new RuleValue.List(new Sequence<string>(texts.ToImmutable())) : null;
    }

    private RuleValue? Scalar(RuleProperty property, RuleOperator op, ValueSyntax value) => property.Type switch
    {
        PropertyType.Boolean => Boolean(property, value),
        PropertyType.Date => Date(property, op, value),
        PropertyType.Extension when op is RuleOperator.Equal or RuleOperator.NotEqual => Extension(property, op, value),
        _ when op.IsOrder() => Ordered(property, op, value),
        _ => Text(property, op, value),
    };

    private RuleValue? Boolean(RuleProperty property, ValueSyntax value) => value switch
    {
        ValueSyntax.Boolean boolean => new RuleValue.Boolean(boolean.Value),
        ValueSyntax.Text text when bool.TryParse(text.Value, out var quoted) =>
            Fault(DiagnosticCodes.QuotedBoolean, value, $"{property.Name} is true or false, not a text.", quoted ? "true" : "false"),
        _ => Fault(DiagnosticCodes.ValueType, value, $"{property.Name} is true or false.", "true"),
    };

    private RuleValue? Date(RuleProperty property, RuleOperator op, ValueSyntax value)
    {
        var literal = value switch
        {
            ValueSyntax.Text text => text.Value,
            ValueSyntax.Date date => date.Literal,
            ValueSyntax.Number number => number.Literal,
            _ => null,
        };
        if (value is ValueSyntax.Now now)
        {
            return Now(op, now);
        }

        if (literal is null)
        {
            return Fault(DiagnosticCodes.ValueType, value, "A date is expected.", "2025-05-28T00:00:00Z");
        }

        if (!IsoDate.TryParse(literal, out var instant, out var zoneMissing))
        {
            return Fault(DiagnosticCodes.DateMalformed, value, $"\"{literal}\" is not an ISO 8601 date.", "2025-05-28T00:00:00Z");
        }

        if (zoneMissing)
        {
            diagnostics.Add(DiagnosticCodes.ZoneMissing, value.Span, "The time has no zone; it is taken as UTC.", IsoDate.Format(instant));
        }

        return new RuleValue.Date(instant);
    }

    private RuleValue? Now(RuleOperator op, ValueSyntax.Now now)
    {
        if (!op.IsOrder())
        {
            return Fault(DiagnosticCodes.NowNotAllowed, now, $"{op.Text()} with system.now would be true for an instant only.", "-ge and -le, one for each end of the day that is meant");
        }

        if (now.Duration is not { } token)
        {
            return new RuleValue.Now(default);
        }

        if (RuleDuration.Parse(token.Text) is not { } duration)
        {
            diagnostics.Add(
                DiagnosticCodes.DurationMalformed, token.Span, $"\"{token.Text}\" is not an ISO 8601 duration.", "P7D (days), P1M (months), PT12H (hours), P7DT3H");
            return null;
        }

        return new RuleValue.Now(now.Minus ? -duration : duration);
    }

    // By order, what is stored is read as a number or as a date, whichever the rule compares it with.
    private RuleValue? Ordered(RuleProperty property, RuleOperator op, ValueSyntax value) =>
        value is ValueSyntax.Number number ? Number(number) : Date(property, op, value);

    private RuleValue? Extension(RuleProperty property, RuleOperator op, ValueSyntax value) => value switch
    {
        ValueSyntax.Boolean boolean => new RuleValue.Boolean(boolean.Value),
        ValueSyntax.Number number => Number(number),
        ValueSyntax.Date or ValueSyntax.Now => Date(property, op, value),
        _ => Text(property, op, value),
    };

    private RuleValue? Number(ValueSyntax.Number number) =>
        decimal.TryParse(number.Literal, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var parsed)
            ? new RuleValue.Number(parsed)
            : Fault(DiagnosticCodes.ValueType, number, "The number is too large.", null);

    private RuleValue? Text(RuleProperty property, RuleOperator op, ValueSyntax value)
    {
        switch (value)
        {
            case ValueSyntax.Text text:
                Doubts(property, op, text);
                return op.Positive() == RuleOperator.Match ? Pattern(text) : new RuleValue.Text(text.Value);
            case ValueSyntax.Number number:
                diagnostics.Add(
                    DiagnosticCodes.NumberAsText, number.Span, $"{property.Name} is a text, and is compared with the text \"{number.Literal}\".", $"\"{number.Literal}\"");
                return op.Positive() == RuleOperator.Match
                    ? Pattern(new ValueSyntax.Text(number.Literal, number.Span, Spoiled: false))
                    : new RuleValue.Text(number.Literal);
            case ValueSyntax.Boolean boolean:
                return Fault(DiagnosticCodes.ValueType, value, $"{property.Name} is a text.", boolean.Value ? "\"true\"" : "\"false\"");
            case ValueSyntax.Date date:
                return Fault(DiagnosticCodes.ValueType, value, $"{property.Name} is a text.", RuleText.Quote(date.Literal));
            default:
                return Fault(DiagnosticCodes.NowNotAllowed, value, $"{property.Name} is no date, so it cannot be compared with system.now.", "user.employeeHireDate -ge system.now");
        }
    }

    private RuleValue.Text? Pattern(ValueSyntax.Text text)
    {
        if (!MatchPattern.TryCheck(text.Value, out var needsBudget, out var fault))
        {
            Fault(
                DiagnosticCodes.Pattern,
                text,
                $"Not a regular expression: {fault}",
                text.Value is ['*' or '+' or '?', ..] ? RuleText.Quote($".{text.Value}") : "a character with a meaning of its own is escaped with a backslash: \\[ \\. \\*");
            return null;
        }

        if (needsBudget)
        {
            diagnostics.Add(
                DiagnosticCodes.PatternNeedsBudget, text.Span, "Look-around and back-references can take very long; a value that exceeds the time budget is an error of the rule.");
        }

        return new RuleValue.Text(text.Value);
    }

    private void Doubts(RuleProperty property, RuleOperator op, ValueSyntax.Text text)
    {
        if (text.Value.Equals("null", StringComparison.OrdinalIgnoreCase) || text.Value.Equals("$null", StringComparison.OrdinalIgnoreCase))
        {
            diagnostics.Add(DiagnosticCodes.QuotedNull, text.Span, $"In quotes, {text.Value} is a word like any other.", $"{property.Name} {(op.IsNegative() ? "-ne" : "-eq")} null");
        }

        OuterSpace(op, text);
    }

    private void OuterSpace(RuleOperator op, ValueSyntax.Text text)
    {
        var whole = op.Positive() is RuleOperator.Equal or RuleOperator.In;
        var leading = text.Value is [' ', ..] && (whole || op.Positive() == RuleOperator.StartsWith);
        var trailing = text.Value is [.., ' '] && (whole || op.Positive() == RuleOperator.EndsWith);
        if (leading || trailing)
        {
            diagnostics.Add(DiagnosticCodes.SpaceInQuotes, text.Span, "The spaces at the edge of the text are compared too.", RuleText.Quote(text.Value.Trim(' ')));
        }
    }

    private RuleValue? Fault(DiagnosticCode code, ValueSyntax value, string message, string? suggestion)
    {
        diagnostics.Add(code, value.Span, message, suggestion);
        return null;
    }
}
