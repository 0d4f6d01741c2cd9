using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Compiler.Rewrites.PathNorms;

/// <summary>What each row (column) of an op's result reads of its operand, tap by tap.</summary>
internal static class AxisTaps
{
    /// <summary>For each row of the result the operand's row at each tap, or why there is none.</summary>
    /// <param name="axis">The axis, one with taps.</param>
    /// <param name="inputs">Rows of the operand.</param>
    /// <param name="outputs">Rows of the result.</param>
    public static int[][] Of(Axis axis, int inputs, int outputs) => [.. Enumerable.Range(0, outputs).Select(output => axis.Taps(output, inputs)!)];

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
}
