using System.Net.Sockets;
using HybridGroups.Sync.Cloud.Problems;
using HybridGroups.Sync.Ports;
using Ldap;

namespace HybridGroups.Commands.Connectors;

/// <summary>Takes one step after the other; each has its own deadline, and what goes wrong in it is put into words.</summary>
internal sealed class Walk(TimeProvider time, TimeSpan limit, Func<Step, Task> tell)
{
    private readonly List<Step> steps = [];

    public IReadOnlyList<Step> Steps => steps;

    public bool HasFailed => steps.Any(step => step.State == StepState.Failed);

    /// <summary>Says what was found, with what to do when it is not enough. False when the branch ends here.</summary>
    public async Task<bool> TakeAsync(string branch, string name, Func<CancellationToken, Task<StepOutcome>> step, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        StepOutcome outcome;
        try
        {
            outcome = await step(either.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            outcome = StepOutcome.Failed($"no answer within {limit.TotalSeconds:0} s", "A firewall that drops packets looks like this. Ask it from where the operator runs.");
        }
        catch (LdapException error)
        {
            outcome = StepOutcome.Failed(error.Message, error.Remedy);
        }
        catch (OnPremisesException error)
        {
            outcome = StepOutcome.Failed(error.Message, error.Remedy);
        }
        catch (CloudException error)
        {
            outcome = StepOutcome.Failed(error.Problem.Describe(), error.Problem.MissingPermission is { } permission ? $"Grant {permission}, with admin consent." : "Correct what the message names.");
        }
        catch (Exception error) when (error is SocketException or IOException or FormatException or HttpRequestException)
        {
            outcome = StepOutcome.Failed(error.InnerException?.Message ?? error.Message, "Check the address, the port and the firewall between.");
        }

        var taken = new Step(branch, name, outcome.State, outcome.Message, outcome.Fix);
        steps.Add(taken);
        await tell(taken);
        return taken.State != StepState.Failed;
    }
}
