using System;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Convolution;
using NetSpec.Runtime.Kernels.Convolution.Tiles;
using NetSpec.Runtime.Kernels.Costs.Tiles;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Kernels.Panelling;
using NetSpec.Runtime.Kernels.Tiles;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Tiles;

/// <summary>
/// Every tile of every width against plain loops, to the last bit: that of 128 bits with 32 registers too, which no level of a machine with 16
/// chooses. What a tile has not to write stays as it was.
/// </summary>
public sealed unsafe class RegisterTileTests
{
    // Products of a sum; floats from pixel to pixel, and from column to column, which no kernel takes for granted.
    private const int Length = 5, InPixel = 19, Pixels = 15;

    private const float Untouched = 12345;

    private readonly Random _random = new(13);

    [Fact]
    public void Without_vectors() => Check<Width1, float>(fuses: false);

    [Fact]
    public void Of_128_bits_and_16_registers() => Check<Width128<N3>, Vector128<float>>(Fma.IsSupported || AdvSimd.IsSupported);

    [Fact]
    public void Of_128_bits_and_32_registers() => Check<Width128<N7>, Vector128<float>>(Fma.IsSupported || AdvSimd.IsSupported);

    [Fact]
    public void Of_256_bits()
    {
        if (SimdLevels.IsSupported(SimdLevel.Vector256))
            Check<Width256, Vector256<float>>(fuses: true);
    }

    [Fact]
    public void Of_512_bits()
    {
        if (SimdLevels.IsSupported(SimdLevel.Vector512))
            Check<Width512, Vector512<float>>(fuses: true);
    }

    private void Check<TWidth, TVector>(bool fuses)
        where TWidth : struct, IWidth<TVector>
        where TVector : unmanaged
    {
        var half = TWidth.Half;
        for (var n = 1; n <= half; n++)
        {
            Convolution<TWidth, TVector>(n, 0, fuses);
            Convolution<TWidth, TVector>(n, n, fuses);
            Convolution<TWidth, TVector>(half, n, fuses);
            Cost<TWidth, TVector>(n, n, fuses);
            Cost<TWidth, TVector>(n, n - 1, fuses);
        }

        for (var rows = 1; rows <= 2 * half; rows++)
        {
            for (var columns = 1; columns <= Math.Min(PanelTile.Samples, 4 * TWidth.Lanes); columns += TWidth.Lanes)
            {
                if (rows <= PanelKernels<TWidth, TVector>.Rows(columns))
                    Panel<TWidth, TVector>(rows, columns, fuses);
            }
        }
    }

    private void Convolution<TWidth, TVector>(int first, int second, bool fuses)
        where TWidth : struct, IWidth<TVector>
        where TVector : unmanaged
    {
        for (var lanes = ConvTiles<TWidth, TVector>.Lanes; lanes >= Math.Min(ConvTiles<TWidth, TVector>.Lanes, 16); lanes -= 16)
        {
            if (second > ConvTiles<TWidth, TVector>.Pixels(lanes) - TWidth.Half)
                continue;

            foreach (var hasResidual in (bool[])[false, true])
            {
                float[] x = Values(2 * Pixels * InPixel), w = Values(Length * 32), shift = Values(32), residual = Values(4 * Pixels * 16);
                var y = new float[4 * Pixels * 16];
                y.AsSpan().Fill(Untouched);
                fixed (float* px = x, pw = w, ps = shift, pr = residual, py = y)
                {
                    ConvJob job = new()
                    {
                        Segments = 1, InPixel = InPixel, OutPixel = 16, OutBlock = 2 * Pixels * 16,
                    };
                    ConvTile tile = new()
                    {
                        Blocks = 1, KernelRows = 1, Length = Length, Floor = -0.25f, Input = px, InHalf = Pixels * InPixel,
                        Weights = pw, WeightStep = 32, Shift = ps, Output = py, OutHalf = Pixels * 16,
                        Residual = hasResidual ? pr : null, ResidualHalf = Pixels * 16, ResidualPixel = 16, ResidualBlock = 2 * Pixels * 16,
                        Ahead = (byte*)pw, AheadStep = 3, Tiles = 1, InPlaces = RowPlaces.Every(InPixel), OutPlaces = RowPlaces.Every(16),
                        ResidualPlaces = RowPlaces.Every(16),
                    };
                    ConvTiles<TWidth, TVector>.Kernel(first, second, lanes)(&job, &tile);
                    Assert.Equal(3 * Length, tile.Ahead - (byte*)pw);
                }

                for (var pixel = 0; pixel < 2 * Pixels; pixel++)
                {
                    for (var lane = 0; lane < 32; lane++)
                    {
                        var at = (lane / 16 * 2 * Pixels * 16) + (pixel * 16) + (lane % 16);
                        var expected = Untouched;
                        if (lane < lanes && (pixel < first || (pixel >= Pixels && pixel < Pixels + second)))
                        {
                            expected = hasResidual ? shift[lane] + residual[at] : shift[lane];
                            for (var i = 0; i < Length; i++)
                            {
                                expected = Add(x[(pixel * InPixel) + i], w[(i * 32) + lane], expected, fuses);
                            }

                            expected = Math.Max(-0.25f, expected);
                        }

                        Assert.Equal(expected, y[at]);
                    }
                }
            }
        }
    }

    private void Cost<TWidth, TVector>(int first, int second, bool fuses)
        where TWidth : struct, IWidth<TVector>
        where TVector : unmanaged
    {
        const int Rows = 2;
        for (var lanes = CostTiles<TWidth, TVector>.Lanes; lanes >= Math.Min(CostTiles<TWidth, TVector>.Lanes, 16); lanes -= 16)
        {
            foreach (var adds in (bool[])[false, true])
            {
                float[] x = Values(Rows * Length * InPixel), g = Values(2 * Rows * Length * 16), before = Values(Pixels * 32);
                float[] sums = [.. before];
                fixed (float* px = x, pg = g, ps = sums)
                {
                    CostTile tile = new()
                    {
                        Input = px, InHalf = 9, InPixel = InPixel, InRow = Length * InPixel, Gradient = pg, GradientRow = Length * 16,
                        GradientBlock = Rows * Length * 16, Rows = Rows, Pixels = Length, Sums = ps, SumStep = 32, Adds = adds,
                    };
                    CostTiles<TWidth, TVector>.Kernel(first, second, lanes)(&tile);
                }

                for (var row = 0; row < Pixels; row++)
                {
                    for (var lane = 0; lane < 32; lane++)
                    {
                        var expected = before[(row * 32) + lane];
                        if (row < first + second && lane < lanes)
                        {
                            var sum = 0f;
                            for (var i = 0; i < Rows * Length; i++)
                            {
                                var input = x[(i * InPixel) + (row < first ? row : 9 + row - first)];
                                sum = Add(input, g[(lane / 16 * Rows * Length * 16) + (i * 16) + (lane % 16)], sum, fuses);
                            }

                            expected = adds ? expected + sum : sum;
                        }

                        Assert.Equal(expected, sums[(row * 32) + lane]);
                    }
                }
            }
        }
    }

    private void Panel<TWidth, TVector>(int rows, int columns, bool fuses)
        where TWidth : struct, IWidth<TVector>
        where TVector : unmanaged
    {
        var lanes = columns <= TWidth.Lanes && TWidth.Lanes == 16 ? 16 : PanelKernels<TWidth, TVector>.Columns(columns);
        foreach (var (hasShift, hasResidual) in ((bool, bool)[])[(false, false), (true, false), (false, true), (true, true)])
        {
            float[] x = Values(Length * 32), w = Values(Length * 17), shift = Values(32), residual = Values(Pixels * 32);
            var y = new float[Pixels * 32];
            y.AsSpan().Fill(Untouched);
            fixed (float* px = x, pw = w, ps = shift, pr = residual, py = y)
            {
                PanelTile tile = new()
                {
                    Weights = pw, Input = px, Output = py, Shift = hasShift ? ps : null, Residual = hasResidual ? pr : null, Blocks = 1, Copies = 1,
                    Length = Length, WeightStep = 17, InputStep = 32, OutputStep = 32, ShiftStep = 2, ResidualStep = 32, Ahead = px, AheadStep0 = 1,
                    Floor = -0.25f, Slices = 1,
                };
                if (PanelKernels<TWidth, TVector>.IsWide(columns))
                    PanelKernels<TWidth, TVector>.Wide(rows)(&tile);
                else
                    PanelKernels<TWidth, TVector>.Of(rows, columns)(&tile);
            }

            for (var row = 0; row < Pixels; row++)
            {
                for (var lane = 0; lane < 32; lane++)
                {
                    var expected = Untouched;
                    if (row < rows && lane < lanes)
                    {
                        expected = (hasShift ? shift[2 * row] : 0) + (hasResidual ? residual[(row * 32) + lane] : 0);
                        for (var i = 0; i < Length; i++)
                        {
                            expected = Add(w[(i * 17) + row], x[(i * 32) + lane], expected, fuses);
                        }

                        expected = Math.Max(-0.25f, expected);
                    }

                    Assert.Equal(expected, y[(row * 32) + lane]);
                }
            }
        }
    }

    private static float Add(float a, float b, float sum, bool fuses) => fuses ? MathF.FusedMultiplyAdd(a, b, sum) : (a * b) + sum;

    private float[] Values(int count)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = _random.NextSingle() - 0.5f;
        }

        return values;
    }
}
