using System;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Paths;

namespace NetSpec.Bench;

/// <summary>An emitted path-norm pass with q = 1. Its weights are those of the model, all alike.</summary>
internal sealed class PathPass : ICandidate
{
    private readonly PathNormPass _pass;

    public PathPass(string name, PathAnalysis paths, Func<SimdLevel, PathNormPass> make, SimdLevel simd)
    {
        Name = name;
        _pass = make(simd);
        _pass.Pack(paths.Parameters);
    }

    public string Name { get; }

    public double MultiplyAdds => 0;

    public void Run(int threads) => _pass.Run(threads);
}
