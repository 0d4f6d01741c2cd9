using System;
using System.Collections.Generic;
using System.Globalization;
using NetSpec.Bench.Sparse;

namespace NetSpec.Gpu.Bench.Grid;

/// <summary>PyTorch on the same device, in a process of its own, which <c>gpu_peer.py</c> runs in.</summary>
internal sealed class GpuPeer : IDisposable
{
    /// <summary>Every formulation.</summary>
    public static readonly string[] AllNames = ["bmm", "einsum", "dense", "bsr", "sparse"];

    private readonly PeerProcess _process;

    private GpuPeer(PeerProcess process) => _process = process;

    /// <summary>The version of torch, and the device.</summary>
    public string Version => _process.Greeting;

    /// <summary>Starts it; null, with the reason, where there is no Python with torch and the device.</summary>
    public static GpuPeer? TryStart(string python, string device, out string reason) =>
        PeerProcess.TryStart(python, "gpu_peer.py", [device], new Dictionary<string, string>(), out reason) is { } process ? new(process) : null;

    /// <summary>Prepares a product.</summary>
    /// <returns>What can be timed, with its relative error, and why the rest cannot.</returns>
    public (IReadOnlyList<(ITimed Candidate, double Error)> Candidates, IReadOnlyDictionary<string, string> Lacking) SetUp(GpuCase item, IReadOnlyList<string> names)
    {
        List<(ITimed, double)> candidates = [];
        Dictionary<string, string> lacking = [];
        if (names.Count == 0)
            return (candidates, lacking);

        var p = item.Pattern;
        _process.Send(string.Create(CultureInfo.InvariantCulture, $"setup {item.Layout} {item.Precision} {item.Batch} {p.A},{p.B},{p.C},{p.D} {string.Join(',', names)}"));
        for (var words = _process.Receive(); words[0] != "done"; words = _process.Receive())
        {
            if (words[0] == "have")
                candidates.Add((new Candidate(this, words[1]), double.Parse(words[2], CultureInfo.InvariantCulture)));
            else
                lacking.Add(words[1], words[2]);
        }

        return (candidates, lacking);
    }

    /// <summary>Gives back the memory of the last product.</summary>
    public void Clear()
    {
        _process.Send("clear");
        _process.Receive();
    }

    public void Dispose() => _process.Dispose();

    private double Time(string name, int runs)
    {
        _process.Send(string.Create(CultureInfo.InvariantCulture, $"time {name} {runs}"));
        return double.Parse(_process.Receive()[1], CultureInfo.InvariantCulture);
    }

    private sealed class Candidate(GpuPeer peer, string name) : ITimed
    {
        public string Name => name;

        public double Time(int runs) => peer.Time(name, runs);

        // Its work is over when it answers, and on a device no thread is left to spin.
        public void Settle()
        {
        }
    }
}
