using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Pooling;

/// <summary>Windows of one block: one window of any extent, or four equal ones side by side, which hide each other's latency.</summary>
internal static unsafe class PoolTile<TLanes, TOp>
    where TLanes : struct, ILanes<TLanes>
    where TOp : struct, IPoolOp<TLanes>
{
    public const int Windows = 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes One(float* first, nint row, nint height, nint width)
    {
        var all = TOp.Start;
        for (; height > 0; height--, first += row)
        {
            for (nint c = 0; c < width * Map.Lanes; c += Map.Lanes)
            {
                all = TOp.Combine(all, TLanes.Load(first + c));
            }
        }

        return all;
    }

    /// <param name="first">The first value of the first window.</param>
    /// <param name="step">Floats from one window to the next.</param>
    /// <param name="row">Floats from one row to the next.</param>
    /// <param name="height">Rows of a window.</param>
    /// <param name="width">Columns of a window.</param>
    /// <param name="output">The four results.</param>
    /// <param name="count">The divisor.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Four(float* first, nint step, nint row, nint height, nint width, float* output, nint count)
    {
        TLanes a = TOp.Start, b = a, c = a, d = a;
        for (; height > 0; height--, first += row)
        {
            var x = first;
            for (var columns = width; columns > 0; columns--, x += Map.Lanes)
            {
                a = TOp.Combine(a, TLanes.Load(x));
                b = TOp.Combine(b, TLanes.Load(x + step));
                c = TOp.Combine(c, TLanes.Load(x + (2 * step)));
                d = TOp.Combine(d, TLanes.Load(x + (3 * step)));
            }
        }

        TOp.Finish(a, count).Store(output);
        TOp.Finish(b, count).Store(output + 16);
        TOp.Finish(c, count).Store(output + 32);
        TOp.Finish(d, count).Store(output + 48);
    }
}
