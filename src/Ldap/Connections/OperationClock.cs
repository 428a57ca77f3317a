namespace Ldap;

/// <summary>Tells whoever measures how long an operation took and how it ended.</summary>
internal static class OperationClock
{
    public const string Cancelled = nameof(Cancelled);

    /// <summary>Runs the operation; its result or error is handed on unchanged.</summary>
    public static async Task<T> MeasureAsync<T>(LdapConnectionOptions options, string name, Func<Task<T>> operation)
    {
        if (options.Measured is not { } measured) return await operation();
        var began = options.Time.GetTimestamp();
        var result = nameof(LdapResultCode.Success);
        try
        {
            return await operation();
        }
        catch (Exception e)
        {
            result = ResultOf(e);
            throw;
        }
        finally
        {
            measured(new LdapOperation(name, result, options.Endpoint, options.Time.GetElapsedTime(began)));
        }
    }

    /// <summary>Watches an operation that goes on by itself.</summary>
    public static async Task WatchAsync(LdapConnectionOptions options, string name, Task<LdapResult> completion)
    {
        if (options.Measured is not { } measured) return;
        var began = options.Time.GetTimestamp();
        await ((Task)completion).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var result = completion.IsCompletedSuccessfully ? (await completion).Code.ToString() : ResultOf(completion.Exception?.InnerException);
        measured(new LdapOperation(name, result, options.Endpoint, options.Time.GetElapsedTime(began)));
    }

    private static string ResultOf(Exception? error) => error switch
    {
        LdapException { Result: { } answer } => answer.Code.ToString(),
        LdapException failed => failed.Kind.ToString(),
        OperationCanceledException or null => Cancelled,
        _ => error.GetType().Name,
    };
}
