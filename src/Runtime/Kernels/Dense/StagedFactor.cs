using System;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Convolution;
using NetSpec.Runtime.Kernels.Functions;
using NetSpec.Runtime.Kernels.Panelling;

namespace NetSpec.Runtime.Kernels.Dense;

/// <summary>A Kronecker-sparse factor with what follows it, over panels that lie in a thread's own memory.</summary>
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

    /// <summary>Whether a core's own cache has no room for the weights beside a panel: then several panels read each block of them while it is there.</summary>
    public readonly bool Streams => Size.NonZeros * sizeof(float) > Caches.Second / 2;

    /// <summary>Floats of a panel's results, lanes behind the last feature included.</summary>
    public readonly nint OutputFloats => PanelFloats(Size.Outputs);

    /// <summary>Floats of a panel of so many features, in whole blocks.</summary>
    public static nint PanelFloats(int features) => (features + Map.Lanes - 1) / Map.Lanes * Map.Lanes * (nint)Panels.Samples;

    /// <summary>Multiplies panels.</summary>
    /// <param name="level">The vector width.</param>
    /// <param name="input">The first panel's values.</param>
    /// <param name="output">The first panel's results.</param>
    /// <param name="step">Floats from one panel to the next, of values and of results.</param>
    /// <param name="columns">How many positions each has.</param>
    /// <param name="adds">Whether the results' places hold what is added.</param>
    public readonly void Run(SimdLevel level, float* input, float* output, nint step, ReadOnlySpan<int> columns, bool adds)
    {
        if (Streams && columns.Length > 1)
        {
            for (var i = 0; i < Size.A; i++)
            {
                for (var j = 0; j < Size.D; j++)
                {
                    for (var n = 0; n < columns.Length; n++)
                    {
                        Panel panel = new() { Columns = columns[n] };
                        On(input + (n * step), output + (n * step), adds).Run(level, &panel, i, j);
                    }
                }
            }
        }
        else
        {
            for (var n = 0; n < columns.Length; n++)
            {
                Panel panel = new() { Columns = columns[n] };
                On(input + (n * step), output + (n * step), adds).Run(level, &panel);
            }
        }

        // Lanes behind the last feature are zero.
        var used = (nint)Size.Outputs * Panels.Samples;
        for (var n = 0; n < columns.Length; n++, output += step)
        {
            ApplyThen(output, columns[n]);
            new Span<float>(output + used, (int)(OutputFloats - used)).Clear();
        }
    }

    /// <summary>Of few positions, only the half of each row that they are in.</summary>
    private readonly void ApplyThen(float* output, int columns)
    {
        if (columns > Map.Lanes)
            Then.Apply(output, Size.Outputs * (Panels.Samples / Map.Lanes), Map.Lanes, 0);
        else
            Then.Apply(output, Size.Outputs, Panels.Samples, 0);
    }

    private readonly PanelFactor On(float* input, float* output, bool adds) => new()
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
}
