using Ldap.Benchmarks;

// Prints figures; says nothing about whether they are good. The ratios are what counts: all of one run is measured on one machine.
using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupted.Cancel();
};

switch (args)
{
    case ["fuzz", var inputs]:
        FuzzMode.Run(long.Parse(inputs), TimeProvider.System, interrupted.Token);
        return 0;
    case ["scale", .. var rest]:
        var population = rest switch
        {
            ["small"] => Population.Small,
            ["medium"] => Population.Medium,
            ["members"] => Population.OneLargeGroup,
            _ => Population.Full,
        };
        await ScaleMode.RunAsync(population, interrupted.Token);
        return 0;
    default:
        Console.Error.WriteLine("Usage: Ldap.Benchmarks fuzz <number of inputs> | scale [small|medium|members]");
        return 2;
}
