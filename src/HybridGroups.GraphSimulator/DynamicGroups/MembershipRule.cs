using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Tenant;

namespace HybridGroups.GraphSimulator.DynamicGroups;

/// <summary>
/// As much of the rule language as a simulated tenant needs: comparisons of one property, joined by -and, -or, -not and parentheses.
/// </summary>
internal sealed class MembershipRule
{
    public const string NoObjectType = "No object type";

    private static readonly Dictionary<string, string> GraphNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["objectId"] = "id",
        ["physicalDeliveryOfficeName"] = "officeLocation",
        ["mobile"] = "mobilePhone",
        ["telephoneNumber"] = "businessPhones",
        ["facsimileTelephoneNumber"] = "faxNumber",
        ["dirSyncEnabled"] = "onPremisesSyncEnabled",
    };

    // Graph properties that the rule language does not know.
    private static readonly HashSet<string> NotInRules = new(StringComparer.OrdinalIgnoreCase) { "employeeType", "id", "officeLocation" };

    private readonly Func<DirectoryObject, bool> matches;

    private MembershipRule(ObjectKind kind, Func<DirectoryObject, bool> matches)
    {
        Kind = kind;
        this.matches = matches;
    }

    public ObjectKind Kind { get; }

    public static MembershipRule? Parse(DirectorySchema schema, string text, out string? error)
    {
        var reader = new RuleReader(text);
        ObjectKind? kind = null;
        try
        {
            var whole = Or();
            if (!reader.AtEnd)
                throw new FormatException("Invalid operands found.");
            error = null;
            return new MembershipRule(kind ?? ObjectKind.User, whole);
        }
        catch (FormatException failure)
        {
            error = failure.Message;
            return null;
        }

        Func<DirectoryObject, bool> Or()
        {
            var left = And();
            while (reader.TryWord("-or") || reader.TryWord("or"))
            {
                var (first, second) = (left, And());
                left = target => first(target) || second(target);
            }

            return left;
        }

        Func<DirectoryObject, bool> And()
        {
            var left = Unary();
            while (reader.TryWord("-and") || reader.TryWord("and"))
            {
                var (first, second) = (left, Unary());
                left = target => first(target) && second(target);
            }

            return left;
        }

        Func<DirectoryObject, bool> Unary()
        {
            if (reader.TryWord("-not") || reader.TryWord("not"))
            {
                var inner = Unary();
                return target => !inner(target);
            }

            if (!reader.TryWord("("))
                return Clause();
            var grouped = Or();
            reader.Expect(")");
            return grouped;
        }

        Func<DirectoryObject, bool> Clause()
        {
            var path = reader.Word().Split('.');
            if (path.Length < 2)
                throw new FormatException(NoObjectType);
            var named = path[0].ToUpperInvariant() switch
            {
                "USER" => ObjectKind.User,
                "DEVICE" => ObjectKind.Device,
                _ => throw new FormatException("Invalid object type."),
            };
            if (kind is { } other && other != named)
                throw new FormatException("Invalid object type.");
            kind = named;
            var name = GraphNames.GetValueOrDefault(path[1], path[1]);
            if ((name == path[1] && NotInRules.Contains(name)) || !schema[named].TryFind(name, out var property))
                throw new FormatException($"Unsupported property '{path[1]}'");
            return Comparison(schema, property, reader.Word().TrimStart('-').ToUpperInvariant(), reader.Literal());
        }
    }

    public bool Matches(DirectoryObject target) => target.Kind == Kind && matches(target);

    private static Func<DirectoryObject, bool> Comparison(DirectorySchema schema, PropertyDefinition property, string comparison, object? literal)
    {
        object? Value(DirectoryObject target) => ObjectReader.Read(schema, target, target.State, property);

        bool Equal(DirectoryObject target) => (Value(target), literal) switch
        {
            (null, null) => true,
            (string text, string wanted) => text.Equals(wanted, StringComparison.OrdinalIgnoreCase),
            (bool flag, bool wanted) => flag == wanted,
            _ => false,
        };

        bool Text(DirectoryObject target, Func<string, string, bool> test) =>
            Value(target) is string text && literal is string wanted && test(text, wanted);

        return comparison switch
        {
            "EQ" => Equal,
            "NE" => target => !Equal(target),
            "STARTSWITH" => target => Text(target, (text, wanted) => text.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)),
            "NOTSTARTSWITH" => target => !Text(target, (text, wanted) => text.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)),
            "CONTAINS" => target => Text(target, (text, wanted) => text.Contains(wanted, StringComparison.OrdinalIgnoreCase)),
            "NOTCONTAINS" => target => !Text(target, (text, wanted) => text.Contains(wanted, StringComparison.OrdinalIgnoreCase)),
            _ => throw new FormatException($"Invalid operands found for operator -{comparison.ToLowerInvariant()}"),
        };
    }
}
