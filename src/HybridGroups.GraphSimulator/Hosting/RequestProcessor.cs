using HybridGroups.GraphSimulator.Faults;
using HybridGroups.GraphSimulator.Journal;
using HybridGroups.GraphSimulator.Protocol;
using HybridGroups.GraphSimulator.Routes;
using HybridGroups.GraphSimulator.Throttling;

namespace HybridGroups.GraphSimulator.Hosting;

/// <summary>Carries out one request, or one item of a batch: faults, quota, permission, handler, journal.</summary>
internal sealed class RequestProcessor(SimulatorCore core)
{
    private readonly Router router = new();

    /// <summary>The answer, and the fault that strikes on its way back.</summary>
    public (GraphResponse Response, Fault? Fault) Process(GraphRequest request)
    {
        core.Tick();
        core.Conduct.Before(request);
        var isItem = request.BatchItem is not null;
        var cost = RequestCost.Of(request);
        var before = core.Faults.Before(request, isItem);
        GraphResponse response;
        Fault? fault = before;
        var usedShare = 0.0;
        try
        {
            if (core.Quota.Charge(request, cost, out usedShare) is { } throttled)
                throw throttled;
            ThrowFor(request, before);
            if (request.BodyIsMalformed)
                throw new GraphFailure(400, "BadRequest", "Unable to read JSON request payload.");
            response = Handle(request);
        }
        catch (GraphFailure failure)
        {
            response = ErrorBody.For(failure, request, core.Clock.GetUtcNow());
        }

        fault ??= core.Faults.After(request, response, isItem);
        if (!isItem && response.WaitUntil is { } until && fault is null or Fault.Throttled or Fault.Slow)
            core.Quota.Told(request, until);
        response.Headers["x-ms-resource-unit"] = cost.ResourceUnits.ToString();
        if (usedShare > 0.8)
            response.Headers["x-ms-throttle-limit-percentage"] = usedShare.ToString("0.00");
        core.Journal.Add(new JournalEntry(
            core.Journal.NextSequence(), core.Clock.GetUtcNow(), request.Method, request.Path, response.Status, request.ClientRequestId,
            request.BatchItem, fault?.GetType().Name, response.Committed, cost.ResourceUnits, cost.Writes));
        return (response, fault);
    }

    private GraphResponse Handle(GraphRequest request)
    {
        var (route, values) = router.Find(request);
        if (!request.Caller.HasAny(route.Permissions) && route.Permissions.Length > 0)
            throw GraphFailure.Denied();
        var view = request.IsWrite && request.Segments is ["groups" or "users", ..] ? core.Replicas.ForReferences(request) : core.Replicas.ForRead(request);
        return route.Handle(new Routes.RouteContext(core, request, view, values));
    }

    private void ThrowFor(GraphRequest request, Fault? fault)
    {
        switch (fault)
        {
            case Fault.Throttled:
                throw core.Quota.ThrottleAtRandom(request);
            case Fault.Unauthorized:
                throw Tokens.TokenService.Unauthorized("Lifetime validation failed, the token is expired.");
            case Fault.Refused { Status: var status }:
                throw new GraphFailure(status, status switch
                {
                    500 => "Service_InternalServerError",
                    502 => "UnknownError",
                    503 => "serviceNotAvailable",
                    504 => "UnknownError",
                    _ => "UnknownError",
                }, status == 504 ? "" : "The service could not answer this request.");
        }
    }
}
