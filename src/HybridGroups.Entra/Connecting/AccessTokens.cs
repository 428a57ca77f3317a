using Azure.Core;
using Azure.Identity;
using HybridGroups.Sync.Cloud.Problems;

namespace HybridGroups.Entra.Connecting;

/// <summary>The connection's access token. Azure.Identity caches and renews it; a token the service refuses is dropped with its cache.</summary>
internal sealed class AccessTokens(Func<TokenCredential> create, string scope, Uri login, TimeProvider clock)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan YoungerThan = TimeSpan.FromMinutes(5);
    private const int Attempts = 5;

    private readonly Lock gate = new();
    private TokenCredential? credential;
    private string? current;
    private DateTimeOffset currentSince;

    public async Task<string> GetAsync(CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            TokenCredential source;
            lock (gate)
                source = credential ??= create();
            using var deadline = new CancellationTokenSource(Limit, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
            try
            {
                var token = await source.GetTokenAsync(new TokenRequestContext([scope]), either.Token);
                lock (gate)
                {
                    if (current != token.Token)
                        currentSince = clock.GetUtcNow();
                    current = token.Token;
                }

                return token.Token;
            }
            catch (Exception failure) when (failure is AuthenticationFailedException or OperationCanceledException && !cancellation.IsCancellationRequested)
            {
                if (attempt >= Attempts || !SignInFailure.IsWorthRepeating(failure))
                    throw new CloudException(SignInFailure.Describe(failure, login));
            }

            await Task.Delay(TimeSpan.FromSeconds(Math.Pow(2, attempt - 1)), clock, cancellation);
        }
    }

    /// <summary>Drops a token that was refused, unless somebody else has done so already.</summary>
    public void Drop(string refused)
    {
        lock (gate)
        {
            if (current != refused)
                return;
            current = null;
            credential = null;
        }
    }

    /// <summary>Whether a permission granted meanwhile could be missing from the token just because the token is older.</summary>
    public bool IsOld(string token)
    {
        lock (gate)
            return current == token && clock.GetUtcNow() - currentSince > YoungerThan;
    }

    public override string ToString() => "access token of " + scope;
}
