using Ldap.Tests.Ber;

namespace Ldap.Benchmarks;

internal static class FuzzMode
{
    public static void Run(long inputs, TimeProvider time, CancellationToken cancellation)
    {
        var seed = Environment.TickCount;
        Console.WriteLine($"seed {seed}");
        var start = time.GetTimestamp();
        var done = new FuzzRun(seed).Run(inputs, cancellation);
        Console.WriteLine($"{done:N0} inputs survived in {time.GetElapsedTime(start).TotalSeconds:0.0} s");
    }
}
