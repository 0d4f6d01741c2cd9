using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Passes.PathNorms;

/// <summary>What each row (column) of an op's result reads of its operand, tap by tap.</summary>
public static class AxisTaps
{
    /// <summary>Padding, where there is no neuron.</summary>
    public const int Padding = -1;

    /// <summary>What a ceil mode adds behind the padding, which no divisor counts.</summary>
    public const int Beyond = -2;

    /// <summary>For each row of the result the operand's row at each tap, or why there is none; null for an op without fixed taps.</summary>
    /// <param name="op">The op.</param>
    /// <param name="ofRows">Rows rather than columns.</param>
    /// <param name="inputs">Rows of the operand.</param>
    /// <param name="outputs">Rows of the result.</param>
    public static int[][]? Of(Op op, bool ofRows, int inputs, int outputs)
    {
        switch (op)
        {
            case Conv2D conv:
                return Slide(outputs, Side(conv.Kernel), tap => (Side(conv.Stride), (tap * Side(conv.Dilation)) - Before(conv.Padding)), at => Inside(at, inputs, int.MaxValue));
            case ConvTranspose2D conv:
                var (stride, dilation, pad) = (Side(conv.Stride), Side(conv.Dilation), Before(conv.Padding));
                return Slide(outputs, Side(conv.Kernel), tap => (1, pad - (tap * dilation)), at => at % stride == 0 ? Inside(at / stride, inputs, int.MaxValue) : Padding);
            case SumPool sum when PoolAxis.WindowOf(sum.Pool) is { } window:
                var after = ofRows ? window.Padding.Bottom : window.Padding.Right;
                return Slide(outputs, Side(window.Kernel), tap => (Side(window.Stride), tap - Before(window.Padding)), at => Inside(at, inputs, inputs + after));
            case Pad { Sides: var sides }:
                return Slide(outputs, 1, _ => (1, -Before(sides)), at => Inside(at, inputs, int.MaxValue));
            case Upsample upsample:
                return Slide(outputs, 1, _ => (1, 0), at => at / Side(upsample.Factor));
            default:
                return null;
        }

        int Side(Extent extent) => ofRows ? extent.Height : extent.Width;

        int Before(Padding padding) => ofRows ? padding.Top : padding.Left;
    }

    /// <summary>The class of each row of the result: rows that read rows of equal classes at every tap hold equal values.</summary>
    public static int[] Classes(int[][] taps, IReadOnlyList<int> operand) =>
        Number(taps.Select(row => row.Select(at => at < 0 ? at : operand[at])));

    /// <summary>Numbers from 0, equal for equal sequences.</summary>
    public static int[] Number(IEnumerable<IEnumerable<int>> rows)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. rows.Select(row =>
        {
            var key = string.Join(",", row.Select(number => number.ToString(CultureInfo.InvariantCulture)));
            if (!numbers.TryGetValue(key, out var number))
            {
                numbers.Add(key, number = numbers.Count);
            }

            return number;
        })];
    }

    private static int[][] Slide(int outputs, int taps, Func<int, (int Stride, int Offset)> step, Func<int, int> at) =>
        [.. Enumerable.Range(0, outputs).Select(output => Enumerable.Range(0, taps).Select(tap => at((output * step(tap).Stride) + step(tap).Offset)).ToArray())];

    private static int Inside(int at, int inputs, int padded) => at < 0 || at >= inputs ? (at >= padded ? Beyond : Padding) : at;
}
