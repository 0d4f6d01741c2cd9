using System;

namespace NetSpec.Runtime.Kernels.Panelling;

public static unsafe partial class Panels
{
    /// <summary>Brings a panel's samples of an input into the workspace.</summary>
    /// <param name="run">The panel.</param>
    /// <param name="port">Which input.</param>
    /// <param name="to">Offset of the value.</param>
    /// <param name="features">Features of a sample.</param>
    /// <param name="batchLast">Whether the caller's array is [feature][sample] instead of [sample][feature].</param>
    public static void Load(in Run run, int port, int to, int features, bool batchLast)
    {
        var source = Port(run, output: false, port, features);
        var target = Value(run, to, features);
        var panel = Of(run);
        var (first, columns, batch) = (panel->First, panel->Columns, panel->Pass->Batch);
        if (panel->HasNext && features * 2L > panel->Input.Lines)
        {
            var next = source + (batchLast ? first + Samples : ((nint)first + Samples) * features);
            panel->Input = batchLast ? PanelAhead.Rows(next, batch, features) : PanelAhead.Stretch(next, features);
        }

        if (!batchLast)
        {
            PanelTranspose.Load(run.Simd, source + ((nint)first * features), features, columns, target);
        }
        else
        {
            Load(source + first, batch, columns, target, features);
        }
    }

    /// <summary>Brings some floats of each row into rows of 32, zeros behind them.</summary>
    internal static void Load(float* source, nint sourceRow, int columns, float* target, int rows)
    {
        if (columns == Samples)
        {
            Gather(source, sourceRow, target, rows);
            return;
        }

        for (nint row = 0; row < rows; row++)
        {
            new ReadOnlySpan<float>(source + (row * sourceRow), columns).CopyTo(new Span<float>(target + (row * Samples), columns));
            new Span<float>(target + (row * Samples) + columns, Samples - columns).Clear();
        }
    }
}
