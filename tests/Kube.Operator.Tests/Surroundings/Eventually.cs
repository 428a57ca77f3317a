using System.Runtime.CompilerServices;

namespace Kube.Operator.Tests.Surroundings;

/// <summary>Waits for what comes to be true after a while.</summary>
internal static class Eventually
{
    public static Task IsTrueAsync(Func<bool> holds, TimeSpan limit, [CallerArgumentExpression(nameof(holds))] string? what = null) =>
        AsTrueAsync(() => Task.FromResult(holds()), limit, what);

    public static async Task AsTrueAsync(Func<Task<bool>> holds, TimeSpan limit, [CallerArgumentExpression(nameof(holds))] string? what = null)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(began) > limit)
            {
                throw new TimeoutException($"Not true within {limit.TotalSeconds:0.#} s: {what}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>Waits until nothing is left; says what is, when it stays.</summary>
    public static async Task IsEmptyAsync(Func<IReadOnlyCollection<string>> left, TimeSpan limit)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (left() is { Count: > 0 } rest)
        {
            if (TimeProvider.System.GetElapsedTime(began) > limit)
            {
                throw new TimeoutException($"After {limit.TotalSeconds:0.#} s: {string.Join("; ", rest)}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
        }
    }
}
