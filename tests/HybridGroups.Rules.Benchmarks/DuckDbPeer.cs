using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace HybridGroups.Rules.Benchmarks;

/// <summary>DuckDB through its npm package, fetched on the first run.</summary>
internal static class DuckDbPeer
{
    public sealed record Answer((double Clock, double Processors) Single, (double Clock, double Processors) Batched, (long Count, long Sum)[] Rules, bool BatchedAgrees);

    public static Answer? Run(Employee[] employees, IEnumerable<Rule> rules)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "duckdb");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")) && Execute("npm", folder, ["install", "--no-audit", "--no-fund"]) is null)
        {
            return null;
        }

        var people = Path.Combine(folder, "people.csv");
        var sql = Path.Combine(folder, "rules.json");
        Write(people, employees);
        File.WriteAllText(sql, JsonSerializer.Serialize(rules.Select(r => SqlTranslation.Where(r.Condition))));
        var output = Execute("node", folder, ["run.mjs", people, sql, Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)]);
        File.Delete(people);
        return output is null ? null : Parse(output);
    }

    private static void Write(string file, Employee[] employees)
    {
        using var writer = new StreamWriter(file, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 20);
        writer.WriteLine($"row_number,{string.Join(',', EmployeeTable.Columns.Select(c => c.Property.Key))}");
        for (var i = 0; i < employees.Length; i++)
        {
            writer.Write(i);
            foreach (var (member, _) in EmployeeTable.Columns)
            {
                writer.Write(',');
                writer.Write(((string?)member.GetValue(employees[i]))?.ToUpperInvariant());
            }

            writer.WriteLine();
        }
    }

    private static Answer Parse(string output)
    {
        using var document = JsonDocument.Parse(output);
        var root = document.RootElement;
        return new Answer(
            Times(root.GetProperty("single")),
            Times(root.GetProperty("batched")),
            [.. root.GetProperty("rules").EnumerateArray().Select(r => (r[0].GetInt64(), r[1].GetInt64()))],
            root.GetProperty("batchedAgrees").GetBoolean());
    }

    private static (double Clock, double Processors) Times(JsonElement json) => (json.GetProperty("clock").GetDouble(), json.GetProperty("processors").GetDouble());

    private static string? Execute(string program, string folder, string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false })!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            Console.WriteLine($"{program}: {exception.Message}");
            return null;
        }
    }
}
