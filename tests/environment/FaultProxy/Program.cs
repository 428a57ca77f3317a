using System.Net;
using FaultProxy;
using FaultProxy.Tcp;

const string Usage = """
    Usage: fault-proxy LISTEN SERVER [SCRIPT]

      LISTEN   where clients connect, for example 127.0.0.1:3636
      SERVER   the real server, for example 127.0.0.2:636
      SCRIPT   a file with the faults of successive connections; the last entry holds for all later ones:
               [{"fault": "pass"}, {"fault": "cut", "afterBytes": 1000}, {"fault": "stall"}]
               faults: pass, refuse, cut, reset, stall (each but pass and refuse with afterBytes), delay (milliseconds)

    Ends on Ctrl+C.
    """;

if (args is not [var listen, var server, ..] || args.Length > 3
    || !IPEndPoint.TryParse(listen, out var listenOn)
    || server.Split(':') is not [var host, var portText] || !int.TryParse(portText, out var port))
{
    await Console.Error.WriteLineAsync(Usage);
    return 2;
}

await using var proxy = TcpFaultProxy.Start(host, port, listenOn);
if (args is [_, _, var file])
{
    try
    {
        var faults = FaultScript.Parse(await File.ReadAllTextAsync(file));
        proxy.Next([.. faults.SkipLast(1)]);
        proxy.Always = faults[^1];
    }
    catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException)
    {
        await Console.Error.WriteLineAsync($"error: {error.Message}");
        return 2;
    }
}

var interrupted = new TaskCompletionSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupted.TrySetResult();
};
await Console.Out.WriteLineAsync($"{proxy.EndPoint} -> {server}");
await interrupted.Task;
return 0;
