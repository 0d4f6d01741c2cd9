using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Bench.Peers;

namespace NetSpec.Bench.Sparse;

/// <summary>Products one after another, each on the result of the one before.</summary>
internal sealed class TimedChain(string name, IReadOnlyList<TorchFormulation> products, IReadOnlyList<AlignedFloats> buffers) : ITimed, IDisposable
{
    public string Name => name;

    /// <summary>Computes all of them once.</summary>
    public void Run()
    {
        foreach (var product in products)
        {
            product.Run();
        }
    }

    public double Time(int runs) => new TimedAction(name, Run).Time(runs);

    public void Settle() => Idle.Wait();

    public void Dispose()
    {
        foreach (var item in products.Concat<IDisposable>(buffers))
        {
            item.Dispose();
        }
    }
}
