namespace Kube.Client.Config;

internal sealed class TokenFileCredentials(string path, TimeProvider time) : Credentials
{
    private readonly RenewedFile _file = new(path, TimeSpan.FromMinutes(1), time);

    public override ValueTask<string?> TokenAsync(CancellationToken cancellation) => ValueTask.FromResult<string?>(_file.Read().Text.Trim());

    public override bool Refused(string refusedToken)
    {
        _file.Forget();
        return !string.Equals(_file.Read().Text.Trim(), refusedToken, StringComparison.Ordinal);
    }
}
