using System;
using System.Collections.Generic;
using NetSpec.Runtime;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;

namespace NetSpec.Hosting;

/// <summary>
/// An emitted class, seen without knowing it at build time. Each loaded assembly brings one class that derives from this and calls the
/// typed members, so that nothing is looked up by name when it runs.
/// </summary>
/// <example><code>
/// var spec = SpecFile.Read("mlp.netspec");
/// var net = NetHost.Load(spec, spec.Choose());
/// var model = net.Create(ParameterStore.Load(net.Layout, "mlp.safetensors"));
/// net.Forward(model, [x], [y], batch: 1);
/// </code></example>
public abstract class HostedNet
{
    /// <summary>The inputs, in the order of the spec.</summary>
    public abstract IReadOnlyList<HostedPort> Inputs { get; }

    /// <summary>The outputs, in the order of the spec.</summary>
    public abstract IReadOnlyList<HostedPort> Outputs { get; }

    /// <summary>The parameters.</summary>
    public abstract ParameterLayout Layout { get; }

    /// <summary>Samples that a pass should take together.</summary>
    public abstract int ImagesPerPass { get; }

    /// <summary>Whether the samples of each value lie together in the arrays of <see cref="Forward"/>.</summary>
    public abstract bool IsBatchLast { get; }

    /// <summary>A model with these parameters.</summary>
    public abstract Model Create(ParameterStore parameters);

    /// <summary>Computes the outputs of a batch.</summary>
    /// <param name="model">One that <see cref="Create"/> made.</param>
    /// <param name="inputs">Each input: batch x its size.</param>
    /// <param name="outputs">Each output: batch x its size.</param>
    /// <param name="batch">Samples.</param>
    /// <param name="workspace">Memory of the pass; the model's own if there is none.</param>
    /// <param name="threads">Threads that compute, the caller's among them.</param>
    /// <exception cref="NotSupportedException">The net was compiled without <see cref="HostedPasses.Forward"/>.</exception>
    public abstract void Forward(
        Model model, ReadOnlySpan<ReadOnlyMemory<float>> inputs, ReadOnlySpan<Memory<float>> outputs, int batch, Workspace? workspace = null, int threads = 1);

    /// <summary>An input of whole numbers, for the emitted class.</summary>
    /// <param name="port">The input.</param>
    /// <param name="values">Its values.</param>
    /// <exception cref="ArgumentException">One is no whole number.</exception>
    protected static int[] WholeNumbers(HostedPort port, ReadOnlySpan<float> values)
    {
        ArgumentNullException.ThrowIfNull(port);
        var numbers = new int[values.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            // Beyond that, floats are not all whole numbers, and no vocabulary is as large.
            if (!(MathF.Abs(values[i]) <= 1 << 24) || values[i] != MathF.Floor(values[i]))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"'{port.Name}' is {values[i]} at {i}; it takes whole numbers, those of tokens."), nameof(values));
            }

            numbers[i] = (int)values[i];
        }

        return numbers;
    }

    /// <summary>The theory of the model's paths.</summary>
    /// <exception cref="NotSupportedException">The net was compiled without <see cref="HostedPasses.Paths"/>.</exception>
    public abstract PathAnalysis Paths(Model model);
}
