using HybridGroups.Output;

namespace HybridGroups.Commands.Connectors;

/// <summary>Steps for people, as they are taken.</summary>
internal sealed class WalkText(TextWriter output)
{
    private const int NameWidth = 12;
    private string? branch;

    public async Task WriteAsync(Step step)
    {
        if (step.Branch != branch) await output.WriteLineAsync($"\n  {Paint.Strong(branch = step.Branch)}");
        var mark = step.State switch
        {
            StepState.Passed => Paint.Good("✓"),
            StepState.Warned => Paint.Doubtful("!"),
            _ => Paint.Bad("✗"),
        };
        await output.WriteLineAsync($"    {mark} {step.Name.PadRight(NameWidth)}{step.Message}");
        if (step.Fix is not null) await output.WriteLineAsync($"      {new string(' ', NameWidth)}→ {step.Fix}");
    }
}
