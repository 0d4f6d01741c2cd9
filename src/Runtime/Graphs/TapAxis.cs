using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;

namespace NetSpec.Runtime.Graphs;

/// <summary>One axis of windows: which tap of an output meets which input. Layers make their edges of it, and passes the sets of taps that meet one.</summary>
/// <param name="inputs">Rows (columns) of the input.</param>
/// <param name="outputs">Rows of the result.</param>
/// <param name="kernel">Rows of the kernel.</param>
/// <param name="stride">Rows a step.</param>
/// <param name="pad">Rows of padding above.</param>
/// <param name="dilation">Rows between taps.</param>
/// <param name="transposed">Whether the convolution is a transposed one.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TapAxis(int inputs, int outputs, int kernel, int stride, int pad, int dilation, bool transposed = false)
{
    internal int Kernel => kernel;

    /// <summary>The same axis from results to inputs.</summary>
    internal TapAxis Back => new(outputs, inputs, kernel, stride, pad, dilation, !transposed);

    /// <summary>Whether a tap of an output meets an input, and which; if not, there is padding, or nothing.</summary>
    internal bool Meets(int output, int tap, out int input)
    {
        var at = transposed ? (long)output + pad - ((long)tap * dilation) : ((long)output * stride) - pad + ((long)tap * dilation);
        var place = transposed ? at / stride : at;
        input = (int)place;
        return at >= 0 && place < inputs && (!transposed || place * stride == at);
    }

    /// <summary>
    /// The largest sets of taps that meet an input at one output: any other such set is part of one of them. On all but
    /// tiny maps, where some output sees the whole kernel, there is one.
    /// </summary>
    internal bool[][] Footprints()
    {
        List<bool[]> largest = [];
        for (var output = 0; output < outputs; output++)
        {
            var taps = Taps(output);
            if (largest.Any(other => Covers(other, taps)))
                continue;

            largest.RemoveAll(other => Covers(taps, other));
            largest.Add(taps);
        }

        return [.. largest];
    }

    private static bool Covers(bool[] all, bool[] part) => !part.Where((met, tap) => met && !all[tap]).Any();

    private bool[] Taps(int output)
    {
        var taps = new bool[kernel];
        for (var tap = 0; tap < kernel; tap++)
        {
            taps[tap] = Meets(output, tap, out _);
        }

        return taps;
    }
}
