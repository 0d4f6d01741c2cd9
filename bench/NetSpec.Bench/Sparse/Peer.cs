using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using NetSpec.Runtime.Sparse;

namespace NetSpec.Bench.Sparse;

/// <summary>
/// PyTorch in a process of its own, which <c>peer.py</c> runs in. The number of threads is set in its environment before torch
/// starts: <c>torch.set_num_threads</c> does not reach a BLAS with threads of its own.
/// </summary>
internal sealed class Peer : IDisposable
{
    /// <summary>Every formulation.</summary>
    public static readonly string[] AllNames = ["bmm_strict", "bmm", "einsum", "dense", "csr", "bsr"];

    private readonly Process _process;

    private Peer(Process process, string version) => (_process, Version) = (process, version);

    /// <summary>The version of torch.</summary>
    public string Version { get; }

    /// <summary>Starts it; null, with the reason, where there is no Python with torch.</summary>
    public static Peer? TryStart(string python, int threads, out string reason)
    {
        var start = new ProcessStartInfo(python)
        {
            ArgumentList = { "-W", "ignore", Path.Combine(AppContext.BaseDirectory, "peer.py") },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var variable in (string[])["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"])
        {
            start.Environment[variable] = threads.ToString(CultureInfo.InvariantCulture);
        }

        try
        {
            var process = Process.Start(start)!;
            var greeting = process.StandardOutput.ReadLine() ?? "none it ended at once";
            if (greeting.StartsWith("torch ", StringComparison.Ordinal))
            {
                reason = "";
                return new Peer(process, greeting);
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

    /// <summary>Prepares a chain of factors, the first applied first.</summary>
    /// <returns>What can be timed, and why the rest cannot.</returns>
    public (IReadOnlyList<ITimed> Candidates, IReadOnlyDictionary<string, string> Lacking) SetUp(
        IReadOnlyList<KroneckerPattern> chain, int batch, BatchOrder order, IReadOnlyList<string> names)
    {
        List<ITimed> candidates = [];
        Dictionary<string, string> lacking = [];
        if (names.Count == 0)
            return (candidates, lacking);

        var patterns = string.Join(';', chain.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.A},{p.B},{p.C},{p.D}")));
        Send(string.Create(CultureInfo.InvariantCulture, $"setup {(order == BatchOrder.Last ? "last" : "first")} {batch} {patterns} {string.Join(',', names)}"));
        for (var words = Receive(); words[0] != "done"; words = Receive())
        {
            if (words[0] == "have")
                candidates.Add(new Candidate(this, words[1]));
            else
                lacking.Add(words[1], words[2]);
        }

        Settle();
        return (candidates, lacking);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(5)))
            _process.Kill();
        _process.Dispose();
    }

    private double Time(string name, int runs)
    {
        Send(string.Create(CultureInfo.InvariantCulture, $"time {name} {runs}"));
        return double.Parse(Receive()[1], CultureInfo.InvariantCulture);
    }

    /// <summary>Threads of a BLAS or of OpenMP spin for some time after their work is done: wait for the process to be idle.</summary>
    private void Settle()
    {
        var (pause, patience) = (TimeSpan.FromMilliseconds(10), Stopwatch.StartNew());
        TimeSpan before, now = CpuTime();
        do
        {
            Thread.Sleep(pause);
            (before, now) = (now, CpuTime());
        }
        while (now - before >= pause / 2 && patience.Elapsed < TimeSpan.FromSeconds(1));
    }

    private TimeSpan CpuTime()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    private void Send(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    private string[] Receive() => _process.StandardOutput.ReadLine()?.Split(' ', 3)
        ?? throw new InvalidOperationException("The Python process ended; what it wrote to its error stream says why.");

    private sealed class Candidate(Peer peer, string name) : ITimed
    {
        public string Name => name;

        public double Time(int runs) => peer.Time(name, runs);

        public void Settle() => peer.Settle();
    }
}
