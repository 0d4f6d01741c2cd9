using System;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Dense;

namespace NetSpec.Bench;

/// <summary>One fully connected layer with ReLU over a batch, in a workspace of its own.</summary>
internal sealed class DenseLayer : ICandidate, IDisposable
{
    private readonly int _inputs, _outputs, _batch;
    private readonly Workspace _workspace;
    private readonly PackedLinear _weights;

    public DenseLayer(int inputs, int outputs, int batch, SimdLevel simd)
    {
        (_inputs, _outputs, _batch) = (inputs, outputs, batch);
        Shape.Size = (inputs, outputs);
        _weights = DenseLinear.Pack<Shape>(new float[inputs * outputs], Epilogue.Of(outputs));
        _workspace = new Workspace(inputs + outputs + 64, batch, simd);
    }

    public string Name => FormattableString.Invariant($"{_inputs} -> {_outputs}, batch {_batch}");

    public double MultiplyAdds => (double)_batch * _inputs * _outputs;

    public void Run(int threads)
    {
        Shape.Size = (_inputs, _outputs);
        DenseLinear.Run<Shape>(new Run(_workspace, _batch, threads), _weights, 0, (_inputs + 15) / 16 * 16, relu: true, vectors: 2);
    }

    public void Dispose() => _workspace.Dispose();

    private readonly struct Shape : ILinearShape
    {
        public static (int Inputs, int Outputs) Size { get; set; }

        public int InFeatures => Size.Inputs;
        public int OutFeatures => Size.Outputs;
    }
}
