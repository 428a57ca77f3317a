using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HybridGroups.GraphSimulator.Faults;
using HybridGroups.GraphSimulator.Protocol;
using HybridGroups.GraphSimulator.Tenant;

namespace HybridGroups.GraphSimulator.Tokens;

/// <summary>Issues access tokens for applications and knows which of them are still good.</summary>
internal sealed class TokenService(TenantState tenant, FaultInjector faults, TimeProvider clock) : IDisposable
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private readonly RSA key = RSA.Create(2048);
    private readonly Dictionary<string, (Caller Caller, DateTimeOffset Expires)> issued = new(StringComparer.Ordinal);
    private readonly DateTimeOffset started = clock.GetUtcNow();

    public int Issued { get; private set; }

    public string Issue(string tenantId, string root, IReadOnlyDictionary<string, string> form)
    {
        var grant = form.GetValueOrDefault("grant_type", "");
        if (grant != "client_credentials")
            throw new TokenFailure(400, "unsupported_grant_type", 70003, $"The app requested an unsupported grant type '{grant}'.");
        if (!tenantId.Equals(tenant.Id.ToString("D"), StringComparison.OrdinalIgnoreCase)
            && !tenant.Domains.Exists(domain => domain.Name.Equals(tenantId, StringComparison.OrdinalIgnoreCase)))
        {
            throw new TokenFailure(400, "invalid_request", 90002, $"Tenant '{tenantId}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.");
        }

        var clientId = form.GetValueOrDefault("client_id", "");
        if (!Guid.TryParse(clientId, out _))
            throw new TokenFailure(400, "unauthorized_client", 700038, $"{clientId} is not a valid application identifier.");
        if (!tenant.Apps.TryGetValue(clientId, out var app))
            throw new TokenFailure(400, "unauthorized_client", 700016, $"Application with identifier '{clientId}' was not found in the directory '{tenant.DisplayName}'.");
        CheckScope(form.GetValueOrDefault("scope", ""), root);
        if (form.TryGetValue("client_secret", out var secret))
            CheckSecret(app, secret);
        else if (form.GetValueOrDefault("client_assertion_type") == AssertionType)
            CheckAssertion(app, form.GetValueOrDefault("client_assertion", ""), root, tenantId);
        else
            throw new TokenFailure(401, "invalid_client", 7000218, "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");
        return Grant(app, root);
    }

    public string IssueForManagedIdentity(string clientId, string root) =>
        tenant.Apps.TryGetValue(clientId, out var app) ? Grant(app, root) : throw new TokenFailure(400, "invalid_request", 0, "Identity not found");

    /// <summary>The caller behind an access token, or the 401 that goes back.</summary>
    public Caller Authenticate(string? authorization)
    {
        const string Scheme = "Bearer ";
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            throw Unauthorized("Access token is empty.");
        var token = authorization[Scheme.Length..];
        if (!issued.TryGetValue(token, out var known))
            throw Unauthorized("Access token validation failure. Invalid signature or audience.");
        known.Caller.Uses++;
        return clock.GetUtcNow() < known.Expires ? known.Caller : throw Unauthorized("Lifetime validation failed, the token is expired.");
    }

    public static GraphFailure Unauthorized(string message)
    {
        var failure = new GraphFailure(401, "InvalidAuthenticationToken", message);
        failure.Headers["WWW-Authenticate"] = "Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\"";
        return failure;
    }

    public void RevokeAll() => issued.Clear();

    public void Dispose() => key.Dispose();

    private static void CheckScope(string scope, string root)
    {
        if (scope == root + "/.default")
            return;
        if (!scope.EndsWith("/.default", StringComparison.Ordinal))
            throw new TokenFailure(400, "invalid_scope", 70011, $"The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope {scope} is not valid.");
        throw new TokenFailure(400, "invalid_resource", 500011, $"The resource principal named {scope[..^"/.default".Length]} was not found in the tenant. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.");
    }

    private static void CheckSecret(AppRegistration app, string secret)
    {
        if (app.Secret is null || secret != app.Secret)
        {
            throw new TokenFailure(401, "invalid_client", 7000215, "Invalid client secret provided. Ensure the secret being sent in the request is the "
                + $"client secret value, not the client secret ID, for a secret added to app '{app.ClientId}'.");
        }
    }

    private void CheckAssertion(AppRegistration app, string text, string root, string tenantId)
    {
        if (JsonWebToken.TryRead(text) is not { } assertion)
            throw new TokenFailure(401, "invalid_client", 50027, "JWT token is invalid or malformed.");
        if (assertion.Text("iss") is { } issuer && app.Federations.FirstOrDefault(known => known.Issuer == issuer) is { Issuer: not null } federation)
        {
            CheckFederated(assertion, federation);
            return;
        }

        var now = DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds());
        var skew = TimeSpan.FromMinutes(5);
        if (assertion.Time("exp") is not { } expires || now > expires + skew || assertion.Time("nbf") is { } notBefore && now < notBefore - skew)
            throw new TokenFailure(401, "invalid_client", 700024, "Client assertion is not within its valid time range.");
        if (assertion.Text("iss") != app.ClientId || assertion.Text("sub") != app.ClientId
            || assertion.Text("aud") != $"{root}/{tenantId}/oauth2/v2.0/token")
        {
            throw new TokenFailure(401, "invalid_client", 700023, "Client assertion audience claim does not match Realm issuer.");
        }

        foreach (var der in app.Certificates)
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der);
            using var publicKey = certificate.GetRSAPublicKey();
            if (publicKey is not null && assertion.IsSignedBy(publicKey))
                return;
        }

        throw new TokenFailure(401, "invalid_client", 700027, "Client assertion failed signature validation.");
    }

    private void CheckFederated(JsonWebToken assertion, (string Issuer, string Subject, string Audience) federation)
    {
        var propagating = clock.GetUtcNow() - started < faults.Settings.FederationPropagation;
        if (assertion.Text("sub") != federation.Subject || assertion.Text("aud") != federation.Audience
            || (propagating && faults.Strikes(0.5, "propagation", faults.NextDraw())))
        {
            throw new TokenFailure(401, "invalid_client", 70021, "No matching federated identity record found for presented assertion.");
        }
    }

    private string Grant(AppRegistration app, string root)
    {
        var now = clock.GetUtcNow();
        var token = JsonWebToken.Write(new
        {
            aud = root,
            iss = $"{root}/{tenant.Id:D}/v2.0",
            iat = now.ToUnixTimeSeconds(),
            exp = (now + faults.Settings.TokenLifetime).ToUnixTimeSeconds(),
            appid = app.ClientId,
            tid = tenant.Id.ToString("D"),
            roles = app.Roles,
            uti = ++Issued,
        }, key);
        issued[token] = (new Caller(app.ClientId, app.Roles.ToHashSet(StringComparer.Ordinal)), now + faults.Settings.TokenLifetime);
        return token;
    }
}
