using Kube.Client.Metadata;
using Kube.Operator.Conditions;
using Kube.Operator.Controllers;
using Kube.Operator.Secrets;

namespace Kube.Operator.Tests.Secrets;

public sealed class Messages_carry_no_secret
{
    // Put together here, so that nothing in this file looks like a secret to a scanner.
    private static readonly string Jwt = "ey" + "JhbGciOiJSUzI1NiJ9.ey" + "JzdWIiOiJ4In0.c2lnbmF0dXJl";
    private static readonly string Key = "-----BEGIN RSA PRIVATE " + "KEY-----\nMIIcanary\n-----END RSA PRIVATE " + "KEY-----";

    public static TheoryData<string, string> Texts => new()
    {
        { $"401 for token {Jwt}, ask again", "401 for token [removed], ask again" },
        { "Authorization: Bearer abcdef123456 was refused", "Authorization: Bearer [removed] was refused" },
        { "POST client_id=app&client_secret=canary~1&scope=x", "POST client_id=app&client_secret=[removed]&scope=x" },
        { """{"password": "canary", "user": "a"}""", """{"password": "[removed]", "user": "a"}""" },
        { "cannot reach https://svc:canary@dc1.example.com/x", "cannot reach https://[removed]@dc1.example.com/x" },
        { $"bad key {Key} in Secret a", "bad key [removed] in Secret a" },
        { "GET /blob?sv=1&sig=canary%3D failed", "GET /blob?sv=1&sig=[removed] failed" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void What_looks_like_one_is_taken_out(string text, string expected) => SecretScrubber.Scrub(text).ShouldBe(expected);

    [Theory]
    [InlineData("spec.rule: 'user.department -eq \"Sales\"': expected -eq, found -ep at line 1, column 17; meant -eq?")]
    [InlineData("The account svc-hybrid-groups@corp.example.com may not write below OU=Groups,DC=corp,DC=example,DC=com.")]
    [InlineData("the password of the Secret corp-ad is wrong or has expired: put the new one into it")]
    [InlineData("ldaps://dc1.corp.example.com:636 does not answer: connection refused")]
    public void What_people_need_stays(string text) => SecretScrubber.Scrub(text).ShouldBe(text);

    [Fact]
    public void A_condition_is_scrubbed_whatever_the_error_said()
    {
        var conditions = ReconcileSummary.Conditions(
            new ReconcileResult.Retry(new InvalidOperationException($"refused: {Jwt}")), ("Succeeded", "All is well."), [], [], before: null, generation: 1, DateTimeOffset.UnixEpoch);

        conditions.ShouldAllBe(condition => condition.Message == "refused: [removed]");
        conditions.Count(condition => condition.Status == ConditionStatus.True).ShouldBe(1);
    }
}
