using FluentValidation;

namespace HybridGroups.Api.Validation;

/// <summary>Conditions that several kinds put on their fields. Each message is read after the field and its value.</summary>
internal static class FieldRules
{
    /// <summary>The value must hold; null passes.</summary>
    public static void Is<T, TValue>(this IRuleBuilder<T, TValue> field, Func<TValue, bool> holds, string otherwise) =>
        field.Must(value => value is null || holds(value)).WithMessage(Escape(otherwise));

    /// <summary>The value must have no problem; null passes.</summary>
    public static void HasNo<T, TValue>(this IRuleBuilder<T, TValue> field, Func<TValue, string?> problemOf) =>
        field.Custom((value, context) =>
        {
            if (value is not null && problemOf(value) is { } problem)
            {
                context.AddFailure(new FluentValidation.Results.ValidationFailure(context.PropertyPath, problem, value));
            }
        });

    /// <summary>A distinguished name inside another one.</summary>
    public static void IsPlaceWithin<T>(this IRuleBuilder<T, string?> field, Func<T, string?> containerOf) =>
        field.Custom((text, context) =>
        {
            if (text is not null && ProblemOfPlace(text, containerOf(context.InstanceToValidate)) is { } problem)
            {
                context.AddFailure(new FluentValidation.Results.ValidationFailure(context.PropertyPath, problem, text));
            }
        });

    /// <summary>A rule that the engine takes.</summary>
    public static void IsRule<T>(this IRuleBuilder<T, string?> field, RuleCheck check, RuleSubject subject) =>
        field.HasNo(rule => check(rule!, subject) is { Count: > 0 } problems ? $"is not a valid rule: {string.Join("; ", problems)}" : null);

    public static void IsNotZeroGuid<T>(this IRuleBuilder<T, string?> field) =>
        field.Is(text => !Guid.TryParse(text, out var id) || id != Guid.Empty, "is the empty GUID; write the id of something that is there");

    public static void IsTemplateOf<T>(this IRuleBuilder<T, string?> field, IReadOnlyList<string> placeholders) =>
        field.HasNo(text => Naming.NameTemplate.ProblemOf(text!, placeholders));

    /// <summary>A duration of at least so long.</summary>
    public static void IsDurationOfAtLeast<T>(this IRuleBuilder<T, string> field, TimeSpan least, string leastText) =>
        field.HasNo(text => DurationText.TryParse(text) is not { } time ? "is not a duration; write for example 30s, 2m or 1h30m"
            : time < least ? $"is too short; at least {leastText} is allowed"
            : null);

    private static string? ProblemOfPlace(string text, string? container)
    {
        if (DistinguishedNameText.TryParse(text) is not { } name)
        {
            return "is not a distinguished name; write for example OU=Groups,DC=corp,DC=example,DC=com";
        }

        return container is not null && DistinguishedNameText.TryParse(container) is { } outer && !name.IsWithin(outer)
            ? $"is not inside '{container}'"
            : null;
    }

    // Braces are placeholders of the validation library.
    private static string Escape(string text) => text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
}
