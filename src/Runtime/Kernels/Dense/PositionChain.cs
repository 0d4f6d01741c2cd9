using System;
using System.ComponentModel;
using NetSpec.Compiler.Planning;

namespace NetSpec.Runtime.Kernels.Dense;

/// <summary>
/// Several Kronecker-sparse factors, one after the other, over the channels of each position of a map: a panel of positions goes through all of them,
/// and what lies between them is never stored.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class PositionChain
{
    /// <summary>Multiplies.</summary>
    /// <param name="run">The pass.</param>
    /// <param name="from">The map.</param>
    /// <param name="to">The result; not the map.</param>
    /// <param name="first">The factor that is applied first.</param>
    /// <param name="second">The factor behind it; none by default.</param>
    /// <param name="third">The factor behind that.</param>
    /// <param name="fourth">The factor behind that.</param>
    /// <param name="residual">The map to add to the last product, before its ReLU; may be the result.</param>
    public static void Run(
        in Run run, Map from, Map to, PositionStage first, PositionStage second = default, PositionStage third = default, PositionStage fourth = default,
        Map? residual = null)
    {
        var factors = stackalloc StagedFactor[KernelContract.MostChainedFactors];
        var (count, inputs) = (0, first.Size.Inputs);
        Add(run, first);
        Add(run, second);
        Add(run, third);
        Add(run, fourth);
        new Map(0, first.Size.Inputs, to.Height, to.Width, 0).CheckSame(from, nameof(from));
        new Map(0, inputs, from.Height, from.Width, 0).CheckSame(to, nameof(to));
        if (residual is { } map)
            to.CheckSame(map, nameof(residual));

        PositionFactorJob.Run(run, new(factors, count), from, to, residual);
        GC.KeepAlive(first.Weights);
        GC.KeepAlive(second.Weights);
        GC.KeepAlive(third.Weights);
        GC.KeepAlive(fourth.Weights);

        void Add(in Run run, PositionStage stage)
        {
            if (stage.Weights is null)
                return;

            if (stage.Size.Inputs != inputs)
                throw new ArgumentException($"A factor has {stage.Size.Inputs} inputs, and the one before it {inputs} results.");

            inputs = stage.Size.Outputs;
            factors[count++] = StagedFactor.Of(stage.Size, stage.Weights, stage.Relu, stage.Then, run.Simd);
        }
    }
}
