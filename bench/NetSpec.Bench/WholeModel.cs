using System;
using NetSpec.Runtime;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Weights;

namespace NetSpec.Bench;

/// <summary>The forward pass of an emitted model, in a workspace of its own. Speed does not depend on the weights, so they are all alike.</summary>
internal sealed class WholeModel : ICandidate, IDisposable
{
    private readonly Workspace _workspace;
    private readonly Action<Workspace, int> _forward;

    private WholeModel(string name, double multiplyAdds, Workspace workspace, Action<Workspace, int> forward) =>
        (Name, MultiplyAdds, _workspace, _forward) = (name, multiplyAdds, workspace, forward);

    /// <summary>The forward pass of a model: input, output, batch, workspace, threads.</summary>
    public delegate void Pass(ReadOnlySpan<float> input, Span<float> output, int batch, Workspace workspace, int threads);

    public string Name { get; }

    public double MultiplyAdds { get; }

    public static WholeModel Of<TModel>(
        ParameterLayout layout,
        Func<ParameterStore, TModel> make,
        Func<TModel, Pass> pass,
        int inputSize,
        int outputSize,
        long multiplyAdds,
        int batch,
        SimdLevel simd)
        where TModel : Model
    {
        var store = new ParameterStore(layout);
        store.Values.Fill(0.01f);
        var model = make(store);
        var forward = pass(model);
        var (input, output) = (new float[batch * inputSize], new float[batch * outputSize]);
        input.AsSpan().Fill(0.5f);
        var name = FormattableString.Invariant($"{typeof(TModel).Name}, batch {batch}");
        return new(name, (double)batch * multiplyAdds, model.CreateWorkspace(batch, simd), (workspace, threads) => forward(input, output, batch, workspace, threads));
    }

    public void Run(int threads) => _forward(_workspace, threads);

    public void Dispose() => _workspace.Dispose();
}
