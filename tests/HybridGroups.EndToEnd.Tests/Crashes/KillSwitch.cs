namespace HybridGroups.EndToEnd.Tests.Crashes;

/// <summary>Counts writes and ends the process before or after the one that was chosen.</summary>
internal sealed class KillSwitch
{
    private int left = int.MaxValue;
    private bool afterwards;

    /// <summary>How often it has struck.</summary>
    public int Struck { get; private set; }

    public void Arm(int writes, bool after) => (left, afterwards) = (writes, after);

    public void Disarm() => left = int.MaxValue;

    public async Task<T> AroundAsync<T>(Func<Task<T>> write)
    {
        var isLast = --left == 0;
        if (isLast && !afterwards) Strike();
        var result = await write();
        if (isLast) Strike();
        return result;
    }

    public Task AroundAsync(Func<Task> write) => AroundAsync(async () =>
    {
        await write();
        return true;
    });

    private void Strike()
    {
        Struck++;
        throw new PowerFailureException();
    }
}
