namespace HybridGroups.GraphSimulator.Tokens;

/// <summary>A refusal of the token endpoint.</summary>
internal sealed class TokenFailure(int status, string error, int code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Error { get; } = error;

    public int Code { get; } = code;

    // Only some of the errors carry a link.
    public bool HasUri => Code is 7000215 or 500011;
}
