using System;
using System.Linq;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Dense;
using NetSpec.Runtime.Kernels.Panelling;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Dense;

/// <summary>A factor and a matrix over one panel whose columns are more than the first-level cache is given at a time.</summary>
public sealed unsafe class PanelFactorTests
{
    public static TheoryData<SimdLevel, int> Cases()
    {
        TheoryData<SimdLevel, int> data = [];
        foreach (var level in Enum.GetValues<SimdLevel>().Where(SimdLevels.IsSupported))
        {
            data.Add(level, PanelTile.Samples);
            data.Add(level, 5);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_added_may_lie_where_sums_rest(SimdLevel level, int columns)
    {
        var size = TiledPattern.Of(2, 20, 300, 3);
        const int OutputRow = 40;
        float[] x = Values(1, size.Inputs * PanelTile.Samples), weights = Values(2, (int)size.NonZeros), shift = Values(3, size.Outputs);
        float[] residual = Values(4, size.Outputs * PanelTile.Samples), y = new float[size.Outputs * OutputRow];
        using var packed = size.Pack<float>(weights, Enumerable.Repeat(1.0, size.Outputs).ToArray());
        float[] rest = [.. residual];
        fixed (float* px = x, ps = shift, pr = rest, py = y)
        {
            Panel panel = new() { Columns = columns };
            PanelFactor factor = new()
            {
                Size = size, Weights = packed.Pointer, Shift = ps, Input = px, Output = py, OutputRow = OutputRow, Sums = pr, Residual = pr, Floor = -1,
            };
            factor.Run(level, &panel);
        }

        for (var row = 0; row < size.Outputs; row++)
        {
            for (var n = 0; n < columns; n++)
            {
                double sum = shift[row] + residual[(row * PanelTile.Samples) + n], terms = Math.Abs(sum);
                for (var column = 0; column < size.Inputs; column++)
                {
                    if (column % size.D != row % size.D || column / (size.C * size.D) != row / (size.B * size.D))
                        continue;

                    var term = (double)weights[size.IndexOf(row, column)] * x[(column * PanelTile.Samples) + n];
                    sum += term;
                    terms += Math.Abs(term);
                }

                var error = (size.C + 2) * Math.Pow(2, -24) * terms;
                Assert.InRange(y[(row * OutputRow) + n] - Math.Max(-1, sum), -error, error);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_added_to_a_matrix_may_lie_where_sums_rest(SimdLevel level, int columns)
    {
        const int Rows = 70, Columns = 300, OutputRow = 40;
        float[] x = Values(1, Columns * PanelTile.Samples), weights = Values(2, Rows * Columns), shift = Values(3, Rows), y = new float[Rows * OutputRow];
        float[] residual = Values(4, Rows * PanelTile.Samples), rest = [.. residual];

        // Panels of 32 rows, and one of 16 that has six.
        var packed = new float[(80 * Columns) + PanelTile.Samples];
        for (var i = 0; i < weights.Length; i++)
        {
            var (row, column) = Math.DivRem(i, Columns);
            var (panel, width) = (row / 32 * 32, row < 64 ? 32 : 16);
            packed[(panel * Columns) + (column * width) + row - panel] = weights[i];
        }

        fixed (float* px = x, pw = packed, ps = shift, pr = rest, py = y)
        {
            Panel panel = new() { Columns = columns };
            PanelMatrix matrix = new()
            {
                Rows = Rows, Columns = Columns, Weights = pw, Shift = ps, Input = px, Output = py, OutputRow = OutputRow, Sums = pr, Residual = pr, Floor = -1,
            };
            matrix.Run(level, &panel);
        }

        for (var row = 0; row < Rows; row++)
        {
            for (var n = 0; n < columns; n++)
            {
                double sum = shift[row] + residual[(row * PanelTile.Samples) + n], terms = Math.Abs(sum);
                for (var column = 0; column < Columns; column++)
                {
                    var term = (double)weights[(row * Columns) + column] * x[(column * PanelTile.Samples) + n];
                    sum += term;
                    terms += Math.Abs(term);
                }

                var error = (Columns + 2) * Math.Pow(2, -24) * terms;
                Assert.InRange(y[(row * OutputRow) + n] - Math.Max(-1, sum), -error, error);
            }
        }
    }

    private static float[] Values(int seed, int count)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f).ToArray();
    }
}
