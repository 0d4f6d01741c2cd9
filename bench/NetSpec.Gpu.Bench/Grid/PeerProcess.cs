using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;

namespace NetSpec.Gpu.Bench.Grid;

/// <summary>A Python program that is asked and answers in lines. Its first line is <c>torch VERSION</c>, or <c>none REASON</c>.</summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly Process _process;

    private PeerProcess(Process process, string greeting) => (_process, Greeting) = (process, greeting);

    /// <summary>The first line.</summary>
    public string Greeting { get; }

    /// <summary>What its threads have computed for so far.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it; null, with the reason, where there is no Python with torch.</summary>
    /// <param name="python">The interpreter.</param>
    /// <param name="script">A file beside this program.</param>
    /// <param name="arguments">What the script is given.</param>
    /// <param name="environment">Variables that are set for it.</param>
    /// <param name="reason">Why there is none.</param>
    public static PeerProcess? TryStart(string python, string script, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, out string reason)
    {
        var start = new ProcessStartInfo(python)
        {
            ArgumentList = { "-W", "ignore", Path.Combine(AppContext.BaseDirectory, script) },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            var process = Process.Start(start)!;
            var greeting = process.StandardOutput.ReadLine() ?? "none it ended at once";
            if (greeting.StartsWith("torch ", StringComparison.Ordinal))
            {
                reason = "";
                return new(process, greeting);
            }

            process.Dispose();
            reason = greeting.StartsWith("none ", StringComparison.Ordinal) ? greeting[5..] : $"it said '{greeting}'";
            return null;
        }
        catch (Win32Exception exception)
        {
            reason = exception.Message;
            return null;
        }
    }

    public void Send(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <summary>The words of the next line, of which the last may have spaces.</summary>
    public string[] Receive(int words = 3) => _process.StandardOutput.ReadLine()?.Split(' ', words)
        ?? throw new InvalidOperationException("The Python process ended; what it wrote to its error stream says why.");

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(5)))
            _process.Kill();
        _process.Dispose();
    }
}
