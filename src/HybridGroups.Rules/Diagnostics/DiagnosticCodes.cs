namespace HybridGroups.Rules.Diagnostics;

/// <summary>
/// Every code, by the stage that finds it: 01 characters, 02 structure, 03 names, 04 values and operators,
/// 05 accepted but doubtful, 06 advice of the linter, 07 while running.
/// </summary>
public static class DiagnosticCodes
{
    private const string Format = "Error: Binary expression is not in right format.";
    private const string Compilation = "Error: Query compilation error.";
    private const string Attribute = "Error: Attribute not supported.";
    private const string Operator = "Error: Operator is not supported on attribute.";
    private const string Operands = "Dynamic membership rule validation error: Invalid operands found for operator.";

    public static readonly DiagnosticCode CurlyQuote = Error("HGR0101", "Curly quote", Format);
    public static readonly DiagnosticCode UnterminatedString = Error("HGR0102", "Quote is not closed", Format);
    public static readonly DiagnosticCode InvalidCharacter = Error("HGR0103", "Character has no meaning in a rule", "Invalid characters found in the rule");
    public static readonly DiagnosticCode Backslash = Error("HGR0104", "Backslash escapes nothing", "Invalid characters found in the rule: \\");
    public static readonly DiagnosticCode DashIsNoHyphen = Warning("HGR0105", "Dash in place of the hyphen");
    public static readonly DiagnosticCode UnusualSpace = Warning("HGR0106", "Space that cannot be seen");
    public static readonly DiagnosticCode TooLong = Error("HGR0107", "Rule is too long", "Rule exceeds maximum allowed length.");
    public static readonly DiagnosticCode Empty = Error("HGR0108", "Rule is empty");
    public static readonly DiagnosticCode LoneApostrophe = Warning("HGR0109", "Apostrophe is not doubled");

    public static readonly DiagnosticCode ConditionExpected = Error("HGR0201", "A condition is missing", Compilation);
    public static readonly DiagnosticCode ConnectorMissing = Error("HGR0202", "-and or -or is missing between two conditions", Compilation);
    public static readonly DiagnosticCode ParenthesisNotOpened = Error("HGR0203", "Parenthesis closes nothing");
    public static readonly DiagnosticCode ParenthesisNotClosed = Error("HGR0204", "Parenthesis is not closed");
    public static readonly DiagnosticCode OperatorExpected = Error("HGR0205", "An operator is missing", Format);
    public static readonly DiagnosticCode UnknownOperator = Error("HGR0206", "There is no such operator", Format);
    public static readonly DiagnosticCode ValueExpected = Error("HGR0207", "A value is missing", Format);
    public static readonly DiagnosticCode UnquotedValue = Error("HGR0208", "Text is not quoted", Format);
    public static readonly DiagnosticCode Unexpected = Error("HGR0209", "Something stands where nothing can", Format);
    public static readonly DiagnosticCode SpaceMissing = Error("HGR0210", "No space before the hyphen", Format);
    public static readonly DiagnosticCode ListMalformed = Error("HGR0211", "List is not in the right form", Format);
    public static readonly DiagnosticCode LambdaExpected = Error("HGR0212", "-any and -all need a condition on the element");
    public static readonly DiagnosticCode ValueFirst = Error("HGR0213", "Order is property, operator, value", Format);
    public static readonly DiagnosticCode PropertyAsValue = Error("HGR0214", "Two properties cannot be compared");
    public static readonly DiagnosticCode ReportsMalformed = Error("HGR0215", "Not the form of a direct reports rule");
    public static readonly DiagnosticCode DurationChained = Error("HGR0216", "Only one duration after system.now");

    public static readonly DiagnosticCode UnknownProperty = Error("HGR0301", "There is no such property", Attribute);
    public static readonly DiagnosticCode OtherLanguage = Error("HGR0302", "Property of another filter language", Attribute);
    public static readonly DiagnosticCode PrefixMissing = Error("HGR0303", "Property has no user. or device. before it", Attribute);
    public static readonly DiagnosticCode OtherSubject = Error("HGR0304", "Property of another kind of object", "Dynamic membership rule validation error: Invalid object type.");
    public static readonly DiagnosticCode SubjectsMixed = Error("HGR0305", "One rule is about users or about devices", "Dynamic membership rule validation error: Invalid object type.");
    public static readonly DiagnosticCode ExtendedOnly = Error("HGR0306", "Entra does not have this; the extended dialect does", Attribute);
    public static readonly DiagnosticCode Unsupported = Error("HGR0307", "Property cannot be used in rules", Attribute);
    public static readonly DiagnosticCode ElementName = Error("HGR0308", "Not a name for an element of this collection", Operands);
    public static readonly DiagnosticCode ExtensionName = Error("HGR0309", "Not the form of an extension property", Attribute);

    public static readonly DiagnosticCode OperatorNotSupported = Error("HGR0401", "Operator does not work on this property", Operator);
    public static readonly DiagnosticCode ValueType = Error("HGR0402", "Value is of another type than the property", Operands);
    public static readonly DiagnosticCode QuotedBoolean = Error("HGR0403", "true and false are written without quotes", Operands);
    public static readonly DiagnosticCode NullOperator = Error("HGR0404", "null goes with -eq and -ne only", Operands);
    public static readonly DiagnosticCode ListNeeded = Error("HGR0405", "-in and -notIn need a list", Operands);
    public static readonly DiagnosticCode ListNotAllowed = Error("HGR0406", "Only -in and -notIn take a list", Operands);
    public static readonly DiagnosticCode DateMalformed = Error("HGR0407", "Not an ISO 8601 date", Operands);
    public static readonly DiagnosticCode DurationMalformed = Error("HGR0408", "Not an ISO 8601 duration", Operands);
    public static readonly DiagnosticCode NowNotAllowed = Error("HGR0409", "system.now cannot stand here", Operands);
    public static readonly DiagnosticCode Pattern = Error("HGR0410", "Not a regular expression", Compilation);
    public static readonly DiagnosticCode QuantifierOnScalar = Error("HGR0411", "-any and -all work on collections only", "Dynamic membership rule validation error: Invalid operands found for operator -any");
    public static readonly DiagnosticCode QuantifierNeeded = Error("HGR0412", "Collection of objects needs -any or -all", Operands);
    public static readonly DiagnosticCode MemberOfAlone = Error("HGR0413", "memberOf stands alone in a rule");
    public static readonly DiagnosticCode MemberOfForm = Error("HGR0414", "memberOf has one form only", "Dynamic membership rule validation error: Invalid operands found for operator -all");
    public static readonly DiagnosticCode MemberOfTooMany = Error("HGR0415", "memberOf takes at most 50 groups");
    public static readonly DiagnosticCode ReportsAlone = Error("HGR0416", "Direct reports stand alone in a rule");
    public static readonly DiagnosticCode ReportsOfUsers = Error("HGR0417", "Only users have a manager", "Dynamic membership rule validation error: Invalid object type.");
    public static readonly DiagnosticCode ManagerId = Error("HGR0418", "Not an object id");

    public static readonly DiagnosticCode NegativeTakesAbsent = Warning("HGR0501", "Takes in objects without a value");
    public static readonly DiagnosticCode ThreeStates = Warning("HGR0502", "Property has three states");
    public static readonly DiagnosticCode NegativeOnCollection = Warning("HGR0503", "Negative operator directly on a collection");
    public static readonly DiagnosticCode OperatorOnCollection = Warning("HGR0504", "Operator directly on a collection");
    public static readonly DiagnosticCode NeverMatches = Warning("HGR0505", "Value that the property never has");
    public static readonly DiagnosticCode NotTakesAbsent = Warning("HGR0506", "-not takes in objects without a value");
    public static readonly DiagnosticCode MixedConnectors = Warning("HGR0507", "-and binds tighter than -or");
    public static readonly DiagnosticCode AnyOfNegative = Warning("HGR0508", "-any with a negative condition");
    public static readonly DiagnosticCode NumberAsText = Warning("HGR0509", "Number is compared as text");
    public static readonly DiagnosticCode NotAnId = Warning("HGR0510", "Value is not an object id");
    public static readonly DiagnosticCode AllOfNothing = Warning("HGR0511", "-all is true of an empty collection");
    public static readonly DiagnosticCode MemberOfEnded = Warning("HGR0512", "Entra no longer updates memberOf groups");
    public static readonly DiagnosticCode ExtensionId = Warning("HGR0513", "Application id has not 32 hexadecimal digits");
    public static readonly DiagnosticCode QuotedNull = Warning("HGR0514", "Quoted null is a word");
    public static readonly DiagnosticCode SpaceInQuotes = Warning("HGR0515", "Spaces inside the quotes count");
    public static readonly DiagnosticCode ZoneMissing = Warning("HGR0516", "Time is taken as UTC");
    public static readonly DiagnosticCode PatternNeedsBudget = Warning("HGR0517", "Pattern runs with a time budget");

    public static readonly DiagnosticCode PatternIsSimpler = Advice("HGR0601", "-match is not needed");
    public static readonly DiagnosticCode ChainIsList = Advice("HGR0602", "Chain is a list");
    public static readonly DiagnosticCode Redundant = Advice("HGR0603", "Condition changes nothing");
    public static readonly DiagnosticCode Contradiction = Advice("HGR0604", "Condition can never be true");
    public static readonly DiagnosticCode Tautology = Advice("HGR0605", "Condition is always true");
    public static readonly DiagnosticCode DoubleNegation = Advice("HGR0606", "Negation can be left out");
    public static readonly DiagnosticCode LivePlans = Advice("HGR0607", "Plans that are no longer live count");
    public static readonly DiagnosticCode CommonFactor = Advice("HGR0608", "Condition is repeated in every branch");

    public static readonly DiagnosticCode PatternTooSlow = Error("HGR0701", "Pattern used up its time budget");

    private static DiagnosticCode Error(string id, string title, string? entra = null) => new(id, DiagnosticSeverity.Error, title, entra);

    private static DiagnosticCode Warning(string id, string title) => new(id, DiagnosticSeverity.Warning, title);

    private static DiagnosticCode Advice(string id, string title) => new(id, DiagnosticSeverity.Advice, title);
}
