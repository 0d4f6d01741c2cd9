using System;

namespace NetSpec.Runtime.Kernels.Panelling;

public static unsafe partial class Panels
{
    /// <summary>Takes a panel's samples of an output to the caller.</summary>
    /// <param name="run">The panel.</param>
    /// <param name="port">Which output.</param>
    /// <param name="from">Offset of the value.</param>
    /// <param name="features">Features of a sample.</param>
    /// <param name="batchLast">Whether the caller's array is [feature][sample] instead of [sample][feature].</param>
    public static void Store(in Run run, int port, int from, int features, bool batchLast)
    {
        var target = Port(run, output: true, port, features);
        var source = Value(run, from, features);
        var panel = Of(run);
        var (first, columns, batch) = (panel->First, panel->Columns, panel->Pass->Batch);
        if (!batchLast)
        {
            target += (nint)first * features;
            var streams = panel->Pass->Streams && PanelTranspose.CanStream(run.Simd, target, features, columns);
            PanelTranspose.Store(run.Simd, source, features, columns, target, streams);
            if (!streams)
                ReadAhead(panel, target, features);
            return;
        }

        Store(source, columns, target + first, batch, features);
    }

    /// <summary>Asks for the results of the next panel, [sample][feature]: a cache line is read before it is written, better while sums are made.</summary>
    private static void ReadAhead(Panel* panel, float* target, int features)
    {
        if (panel->HasNext)
            panel->Output = PanelAhead.Stretch(target + ((nint)Samples * features), features);
    }

    /// <summary>Takes the first floats of rows of 32 to rows elsewhere.</summary>
    internal static void Store(float* source, int columns, float* target, nint targetRow, int rows)
    {
        for (nint row = 0; row < rows; row++)
        {
            new ReadOnlySpan<float>(source + (row * Samples), columns).CopyTo(new Span<float>(target + (row * targetRow), columns));
        }
    }
}
