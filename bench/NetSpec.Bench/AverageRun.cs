using System;
using System.Linq;
using NetSpec.Runtime.Paths;

namespace NetSpec.Bench;

/// <summary>Local and gated norms of one output for a group of samples.</summary>
internal sealed class AverageRun : ICandidate
{
    private readonly PathAnalysis _paths;
    private readonly float[][] _samples;

    /// <param name="name">Its name in the table.</param>
    /// <param name="paths">The theory of a model.</param>
    /// <param name="samples">How many samples.</param>
    public AverageRun(string name, PathAnalysis paths, int samples)
    {
        var random = new Random(1);
        var size = paths.Architecture.Inputs.Sum(input => paths.Architecture.Layers[input].Size);
        (Name, _paths) = (name, paths);
        _samples = [.. Enumerable.Range(0, samples).Select(_ => Enumerable.Range(0, size).Select(_ => random.NextSingle()).ToArray())];
    }

    public string Name { get; }

    public double MultiplyAdds => 0;

    public void Run(int threads) => _paths.Average(_samples, new() { Outputs = [0], Threads = threads });
}
