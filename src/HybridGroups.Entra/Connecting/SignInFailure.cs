using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.RegularExpressions;
using Azure.Identity;
using HybridGroups.Sync.Cloud.Problems;

namespace HybridGroups.Entra.Connecting;

/// <summary>Says what a failed sign-in means, by its AADSTS number; the message may change, and it may hold what should not be repeated.</summary>
internal static partial class SignInFailure
{
    private static readonly HashSet<int> Passing = [90006, 90012, 90024, 90033, 90055, 70021, 700213];

    public static bool IsWorthRepeating(Exception failure) => Number(failure) is { } number ? Passing.Contains(number) : failure is not CredentialUnavailableException;

    public static CloudProblem Describe(Exception failure, Uri login)
    {
        var number = Number(failure);
        var (problemClass, message) = number switch
        {
            7000215 => (CloudProblemClass.Authentication, "the client secret is wrong. Give the secret's value, not its id."),
            7000222 => (CloudProblemClass.Authentication, "the client secret has expired. Make a new one."),
            700027 => (CloudProblemClass.Authentication, "the certificate is not the one registered with the application."),
            700024 => (CloudProblemClass.Authentication, "the assertion is outside its validity: is this machine's clock right?"),
            700016 or 700011 or 700038 => (CloudProblemClass.Authentication, "the application is not known in this tenant. Check client id and tenant id."),
            90002 => (CloudProblemClass.Authentication, "the tenant is not known here. Check tenant id and cloud."),
            500011 or 70011 => (CloudProblemClass.Configuration, "Graph's address does not belong to this login host. Check the cloud."),
            70021 or 700213 => (CloudProblemClass.Authentication, "no federated credential of the application matches issuer, subject and audience."),
            null when failure is CredentialUnavailableException => (CloudProblemClass.Authentication, "this kind of credential is not available on this machine."),
            null => (CloudProblemClass.Transient, $"{login.Authority} did not answer{Because(failure)}. Check the name, and the firewall and proxy between."),
            _ => (CloudProblemClass.Authentication, "the login host refused the application."),
        };
        return new CloudProblem(problemClass, "Signing in", number is null ? "" : $"AADSTS{number}", message);
    }

    // What the network said; what a library says around it may repeat what it was given.
    private static string Because(Exception failure)
    {
        for (var inner = failure; inner is not null; inner = inner.InnerException)
        {
            if (inner is SocketException or AuthenticationException) return $" ({inner.Message.TrimEnd('.')})";
        }

        return failure is OperationCanceledException ? " in time" : string.Empty;
    }

    private static int? Number(Exception failure)
    {
        for (var inner = failure; inner is not null; inner = inner.InnerException)
        {
            var match = Code().Match(inner.Message);
            if (match.Success)
                return int.Parse(match.Groups["number"].ValueSpan);
        }

        return null;
    }

    [GeneratedRegex(@"AADSTS(?<number>\d{5,7})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
