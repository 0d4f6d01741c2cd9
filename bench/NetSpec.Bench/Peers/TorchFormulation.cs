using System;
using System.Collections.Generic;
using NetSpec.Bench.Sparse;

namespace NetSpec.Bench.Peers;

/// <summary>A way to compute something with libtorch, on tensors that are made beforehand.</summary>
internal abstract unsafe class TorchFormulation(Libtorch torch, string name) : ITimed, IDisposable
{
    private readonly List<Libtorch.Tensor> _tensors = [];

    public string Name => name;

    protected Libtorch Torch => torch;

    /// <summary>Computes it once.</summary>
    public abstract void Run();

    public double Time(int runs) => new TimedAction(Name, Run).Time(runs);

    public void Settle() => Idle.Wait();

    public void Dispose()
    {
        foreach (var tensor in _tensors)
        {
            tensor.Dispose();
        }
    }

    /// <summary>A view that lives as long as this.</summary>
    protected Libtorch.Tensor View(float* data, ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides)
    {
        var tensor = torch.View(data, sizes, strides);
        _tensors.Add(tensor);
        return tensor;
    }
}
