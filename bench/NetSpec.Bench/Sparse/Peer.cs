using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Bench.Peers;
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

    private static readonly string[] Threading = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"];

    private readonly PeerProcess _process;

    private Peer(PeerProcess process) => _process = process;

    /// <summary>The version of torch.</summary>
    public string Version => _process.Greeting;

    /// <summary>Starts it; null, with the reason, where there is no Python with torch.</summary>
    public static Peer? TryStart(string python, int threads, out string reason)
    {
        var count = threads.ToString(CultureInfo.InvariantCulture);
        var environment = Threading.ToDictionary(variable => variable, _ => count);
        return PeerProcess.TryStart(python, "peer.py", [], environment, out reason) is { } process ? new(process) : null;
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
        _process.Send(string.Create(CultureInfo.InvariantCulture, $"setup {(order == BatchOrder.Last ? "last" : "first")} {batch} {patterns} {string.Join(',', names)}"));
        for (var words = _process.Receive(); words[0] != "done"; words = _process.Receive())
        {
            if (words[0] == "have")
                candidates.Add(new Candidate(this, words[1]));
            else
                lacking.Add(words[1], words[2]);
        }

        Settle();
        return (candidates, lacking);
    }

    public void Dispose() => _process.Dispose();

    private double Time(string name, int runs)
    {
        _process.Send(string.Create(CultureInfo.InvariantCulture, $"time {name} {runs}"));
        return double.Parse(_process.Receive()[1], CultureInfo.InvariantCulture);
    }

    /// <summary>Threads of a BLAS or of OpenMP spin for some time after their work is done: wait for the process to be idle.</summary>
    private void Settle() => Idle.Wait(() => _process.CpuTime);

    private sealed class Candidate(Peer peer, string name) : ITimed
    {
        public string Name => name;

        public double Time(int runs) => peer.Time(name, runs);

        public void Settle() => peer.Settle();
    }
}
