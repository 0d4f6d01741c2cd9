using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Convolution.Tiles;

/// <summary>
/// Up to 6 pixels x 16 channels in 256-bit registers: 12 sums, two vectors of weights and one broadcast input value.
/// p and q are the lower and upper 8 channels of the first half's pixels, u and v those of the second half's.
/// Sums are locals, one by one: the JIT keeps those in registers, and an array of them in memory.
/// </summary>
/// <typeparam name="TFirst">Pixels of the first half.</typeparam>
/// <typeparam name="TSecond">Pixels of the second half.</typeparam>
internal static unsafe class ConvTile256<TFirst, TSecond>
    where TFirst : struct, ICount
    where TSecond : struct, ICount
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(ConvJob* job, ConvTile* tile)
    {
        var weights = tile->Weights;
        var low = *(Vector256<float>*)tile->Shift;
        var high = *(Vector256<float>*)(tile->Shift + 8);
        Vector256<float> p0 = low, p1 = low, p2 = low;
        Vector256<float> q0 = high, q1 = high, q2 = high;
        Vector256<float> u0 = low, u1 = low, u2 = low;
        Vector256<float> v0 = high, v1 = high, v2 = high;
        if (tile->Residual != null)
        {
            var r = tile->Residual;
            var step = job->ResidualPixel;
            if (TFirst.Value > 0)
            {
                p0 = Avx.Add(p0, *(Vector256<float>*)r);
                q0 = Avx.Add(q0, *(Vector256<float>*)(r + 8));
            }

            if (TFirst.Value > 1)
            {
                p1 = Avx.Add(p1, *(Vector256<float>*)(r + step));
                q1 = Avx.Add(q1, *(Vector256<float>*)(r + step + 8));
            }

            if (TFirst.Value > 2)
            {
                p2 = Avx.Add(p2, *(Vector256<float>*)(r + (2 * step)));
                q2 = Avx.Add(q2, *(Vector256<float>*)(r + (2 * step) + 8));
            }

            r += tile->ResidualHalf;
            if (TSecond.Value > 0)
            {
                u0 = Avx.Add(u0, *(Vector256<float>*)r);
                v0 = Avx.Add(v0, *(Vector256<float>*)(r + 8));
            }

            if (TSecond.Value > 1)
            {
                u1 = Avx.Add(u1, *(Vector256<float>*)(r + step));
                v1 = Avx.Add(v1, *(Vector256<float>*)(r + step + 8));
            }

            if (TSecond.Value > 2)
            {
                u2 = Avx.Add(u2, *(Vector256<float>*)(r + (2 * step)));
                v2 = Avx.Add(v2, *(Vector256<float>*)(r + (2 * step) + 8));
            }
        }

        nint s1 = job->InPixel, s2 = 2 * s1;
        var weightStep = tile->WeightStep;
        var ahead = tile->Ahead;
        var aheadStep = tile->AheadStep;
        var block0 = tile->Input;
        for (var blocks = job->Blocks; blocks > 0; blocks--, block0 += job->InBlock)
        {
            var row0 = block0;
            for (var rows = job->KernelRows; rows > 0; rows--, row0 += job->InTapRow)
            {
                var segment0 = row0;
                for (var segments = job->Segments; segments > 0; segments--, segment0 += job->InTap)
                {
                    var x = segment0;
                    var y = segment0 + tile->InHalf;
                    for (var length = job->Length; length > 0; length--)
                    {
                        var w0 = *(Vector256<float>*)weights;
                        var w1 = *(Vector256<float>*)(weights + 8);
                        if (TFirst.Value > 0)
                        {
                            var value = Vector256.Create(*x);
                            p0 = Fma.MultiplyAdd(value, w0, p0);
                            q0 = Fma.MultiplyAdd(value, w1, q0);
                        }

                        if (TFirst.Value > 1)
                        {
                            var value = Vector256.Create(x[s1]);
                            p1 = Fma.MultiplyAdd(value, w0, p1);
                            q1 = Fma.MultiplyAdd(value, w1, q1);
                        }

                        if (TFirst.Value > 2)
                        {
                            var value = Vector256.Create(x[s2]);
                            p2 = Fma.MultiplyAdd(value, w0, p2);
                            q2 = Fma.MultiplyAdd(value, w1, q2);
                        }

                        if (TSecond.Value > 0)
                        {
                            var value = Vector256.Create(*y);
                            u0 = Fma.MultiplyAdd(value, w0, u0);
                            v0 = Fma.MultiplyAdd(value, w1, v0);
                        }

                        if (TSecond.Value > 1)
                        {
                            var value = Vector256.Create(y[s1]);
                            u1 = Fma.MultiplyAdd(value, w0, u1);
                            v1 = Fma.MultiplyAdd(value, w1, v1);
                        }

                        if (TSecond.Value > 2)
                        {
                            var value = Vector256.Create(y[s2]);
                            u2 = Fma.MultiplyAdd(value, w0, u2);
                            v2 = Fma.MultiplyAdd(value, w1, v2);
                        }

                        x++;
                        y++;
                        weights += weightStep;
                        Sse.Prefetch1(ahead);
                        ahead += aheadStep;
                    }
                }
            }
        }

        tile->Ahead = ahead;
        var floor = Vector256.Create(job->Floor);
        var o = tile->Output;
        var pixel = job->OutPixel;
        if (TFirst.Value > 0)
        {
            *(Vector256<float>*)o = Avx.Max(floor, p0);
            *(Vector256<float>*)(o + 8) = Avx.Max(floor, q0);
        }

        if (TFirst.Value > 1)
        {
            *(Vector256<float>*)(o + pixel) = Avx.Max(floor, p1);
            *(Vector256<float>*)(o + pixel + 8) = Avx.Max(floor, q1);
        }

        if (TFirst.Value > 2)
        {
            *(Vector256<float>*)(o + (2 * pixel)) = Avx.Max(floor, p2);
            *(Vector256<float>*)(o + (2 * pixel) + 8) = Avx.Max(floor, q2);
        }

        o += tile->OutHalf;
        if (TSecond.Value > 0)
        {
            *(Vector256<float>*)o = Avx.Max(floor, u0);
            *(Vector256<float>*)(o + 8) = Avx.Max(floor, v0);
        }

        if (TSecond.Value > 1)
        {
            *(Vector256<float>*)(o + pixel) = Avx.Max(floor, u1);
            *(Vector256<float>*)(o + pixel + 8) = Avx.Max(floor, v1);
        }

        if (TSecond.Value > 2)
        {
            *(Vector256<float>*)(o + (2 * pixel)) = Avx.Max(floor, u2);
            *(Vector256<float>*)(o + (2 * pixel) + 8) = Avx.Max(floor, v2);
        }
    }
}
