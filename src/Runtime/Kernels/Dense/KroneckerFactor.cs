using System;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Convolution;
using NetSpec.Runtime.Kernels.Functions;
using NetSpec.Runtime.Kernels.Panelling;

namespace NetSpec.Runtime.Kernels.Dense;

/// <summary>Runs a packed factor sample by sample or on a panel.</summary>
internal static unsafe class KroneckerFactor
{
    public static void Run(
        in Run run, in TiledPattern size, PackedKronecker packed, int input, int output, int residual, bool relu, int port, PlaceFunction then = default)
    {
        var floor = ConvGeometry.Floor(relu);
        if (run.IsPanel)
        {
            RunPanel(run, size, packed, input, output, residual, floor, port, then);
        }
        else if (SampleFactorJob.Suits(run))
        {
            SampleFactorJob.Run(run, StagedFactor.Of(size, packed, relu, then, run.Simd), input, output, residual);
        }
        else
        {
            KroneckerJob job = new()
            {
                Size = size,
                Images = run.Images,
                Floor = floor,
                Then = then.At(run.Simd, Map.Lanes),
                Input = run.At(new Map(input, size.Inputs, 1, 1, 0)),
                Output = run.At(new Map(output, size.Outputs, 1, 1, 0)),
                Residual = residual < 0 ? null : run.At(new Map(residual, size.Outputs, 1, 1, 0)),
                Weights = packed.Weights.Pointer,
                Shift = packed.Shift.Pointer,
                Stride = run.Stride,
            };
            job.Run(run);
        }

        GC.KeepAlive(packed);
    }

    private static void RunPanel(
        in Run run, in TiledPattern size, PackedKronecker packed, int input, int output, int residual, float floor, int port, PlaceFunction then)
    {
        var target = PanelTarget.Of(run, output, size.Outputs, port);
        PanelFactor factor = new()
        {
            Size = size,
            Weights = packed.Weights.Pointer,
            Shift = packed.HasShift ? packed.Shift.Pointer : null,
            Input = Panels.Value(run, input, size.Inputs),
            Output = target.Pointer,
            OutputRow = target.Row,
            Sums = target.Row == PanelTile.Samples ? null : Panels.Value(run, output, size.Outputs),
            Streams = target.Streams && then.IsNone,
            Residual = residual < 0 ? null : Panels.Value(run, residual, size.Outputs),
            Floor = floor,
        };
        factor.Run(run.Simd, Panels.Of(run));
        target.Apply(then.At(run.Simd, Map.Lanes), size.Outputs);
        target.Finish(run, output, size.Outputs, port);
    }
}
