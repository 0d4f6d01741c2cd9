using System;
using System.Linq;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Dense;
using NetSpec.Runtime.Kernels.Panelling;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Dense;

/// <summary>A factor over one panel whose columns are more than the first-level cache is given at a time.</summary>
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

    private static float[] Values(int seed, int count)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f).ToArray();
    }
}
