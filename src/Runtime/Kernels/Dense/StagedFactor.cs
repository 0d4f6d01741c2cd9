using System;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Convolution;
using NetSpec.Runtime.Kernels.Functions;
using NetSpec.Runtime.Kernels.Panelling;

namespace NetSpec.Runtime.Kernels.Dense;

/// <summary>A Kronecker-sparse factor with what follows it, over a panel that lies in a thread's own memory.</summary>
internal unsafe struct StagedFactor
{
    public TiledPattern Size;
    public float* Weights, Shift;
    public float Floor;

    /// <summary>What is applied to each result last.</summary>
    public AppliedFunction Then;

    public static StagedFactor Of(in TiledPattern size, PackedKronecker packed, bool relu, PlaceFunction then, SimdLevel level) => new()
    {
        Size = size,
        Weights = packed.Weights.Pointer,
        Shift = packed.HasShift ? packed.Shift.Pointer : null,
        Floor = ConvGeometry.Floor(relu),
        Then = then.At(level, Map.Lanes),
    };

    /// <summary>Floats of a panel's results, lanes behind the last feature included.</summary>
    public readonly nint OutputFloats => PanelFloats(Size.Outputs);

    /// <summary>Floats of a panel of so many features, in whole blocks.</summary>
    public static nint PanelFloats(int features) => (features + Map.Lanes - 1) / Map.Lanes * Map.Lanes * (nint)Panels.Samples;

    /// <summary>Multiplies.</summary>
    /// <param name="level">The vector width.</param>
    /// <param name="input">The panel's values.</param>
    /// <param name="output">Its results.</param>
    /// <param name="columns">How many positions it has.</param>
    /// <param name="adds">Whether the results' places hold what is added.</param>
    public readonly void Run(SimdLevel level, float* input, float* output, int columns, bool adds)
    {
        Panel panel = new() { Columns = columns };
        PanelFactor factor = new()
        {
            Size = Size,
            Weights = Weights,
            Shift = Shift,
            Input = input,
            Output = output,
            OutputRow = Panels.Samples,
            Residual = adds ? output : null,
            Floor = Floor,
        };
        factor.Run(level, &panel);

        // Of few positions, only the half of each row that they are in.
        if (columns > Map.Lanes)
            Then.Apply(output, Size.Outputs * (Panels.Samples / Map.Lanes), Map.Lanes, 0);
        else
            Then.Apply(output, Size.Outputs, Panels.Samples, 0);

        // Lanes behind the last feature are zero.
        var used = (nint)Size.Outputs * Panels.Samples;
        new Span<float>(output + used, (int)(OutputFloats - used)).Clear();
    }
}
