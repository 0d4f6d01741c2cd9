using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Convolution.Tiles;

/// <summary>
/// Up to 14 pixels x 32 channels in 512-bit registers: 28 sums, two vectors of weights and one broadcast input value.
/// p and q are the first and second block of channels of the first half's pixels, u and v those of the second half's.
/// Sums are locals, one by one: the JIT keeps those in registers, and an array of them in memory.
/// </summary>
/// <typeparam name="TFirst">Pixels of the first half.</typeparam>
/// <typeparam name="TSecond">Pixels of the second half.</typeparam>
/// <typeparam name="TBlocks">Blocks of channels.</typeparam>
internal static unsafe class ConvTile512<TFirst, TSecond, TBlocks>
    where TFirst : struct, ICount
    where TSecond : struct, ICount
    where TBlocks : struct, ICount
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(ConvJob* job, ConvTile* tile)
    {
        var weights = tile->Weights;
        var low = *(Vector512<float>*)tile->Shift;
        var high = TBlocks.Value > 1 ? *(Vector512<float>*)(tile->Shift + 16) : low;
        Vector512<float> p0 = low, p1 = low, p2 = low, p3 = low, p4 = low, p5 = low, p6 = low;
        Vector512<float> q0 = high, q1 = high, q2 = high, q3 = high, q4 = high, q5 = high, q6 = high;
        Vector512<float> u0 = low, u1 = low, u2 = low, u3 = low, u4 = low, u5 = low, u6 = low;
        Vector512<float> v0 = high, v1 = high, v2 = high, v3 = high, v4 = high, v5 = high, v6 = high;
        if (tile->Residual != null)
        {
            var r = tile->Residual;
            var step = job->ResidualPixel;
            var block = job->ResidualBlock;
            if (TFirst.Value > 0)
            {
                p0 = Avx512F.Add(p0, *(Vector512<float>*)r);
                q0 = TBlocks.Value > 1 ? Avx512F.Add(q0, *(Vector512<float>*)(r + block)) : q0;
            }

            if (TFirst.Value > 1)
            {
                p1 = Avx512F.Add(p1, *(Vector512<float>*)(r + step));
                q1 = TBlocks.Value > 1 ? Avx512F.Add(q1, *(Vector512<float>*)(r + step + block)) : q1;
            }

            if (TFirst.Value > 2)
            {
                p2 = Avx512F.Add(p2, *(Vector512<float>*)(r + (2 * step)));
                q2 = TBlocks.Value > 1 ? Avx512F.Add(q2, *(Vector512<float>*)(r + (2 * step) + block)) : q2;
            }

            if (TFirst.Value > 3)
            {
                p3 = Avx512F.Add(p3, *(Vector512<float>*)(r + (3 * step)));
                q3 = TBlocks.Value > 1 ? Avx512F.Add(q3, *(Vector512<float>*)(r + (3 * step) + block)) : q3;
            }

            if (TFirst.Value > 4)
            {
                p4 = Avx512F.Add(p4, *(Vector512<float>*)(r + (4 * step)));
                q4 = TBlocks.Value > 1 ? Avx512F.Add(q4, *(Vector512<float>*)(r + (4 * step) + block)) : q4;
            }

            if (TFirst.Value > 5)
            {
                p5 = Avx512F.Add(p5, *(Vector512<float>*)(r + (5 * step)));
                q5 = TBlocks.Value > 1 ? Avx512F.Add(q5, *(Vector512<float>*)(r + (5 * step) + block)) : q5;
            }

            if (TFirst.Value > 6)
            {
                p6 = Avx512F.Add(p6, *(Vector512<float>*)(r + (6 * step)));
                q6 = TBlocks.Value > 1 ? Avx512F.Add(q6, *(Vector512<float>*)(r + (6 * step) + block)) : q6;
            }

            r += tile->ResidualHalf;
            if (TSecond.Value > 0)
            {
                u0 = Avx512F.Add(u0, *(Vector512<float>*)r);
                v0 = TBlocks.Value > 1 ? Avx512F.Add(v0, *(Vector512<float>*)(r + block)) : v0;
            }

            if (TSecond.Value > 1)
            {
                u1 = Avx512F.Add(u1, *(Vector512<float>*)(r + step));
                v1 = TBlocks.Value > 1 ? Avx512F.Add(v1, *(Vector512<float>*)(r + step + block)) : v1;
            }

            if (TSecond.Value > 2)
            {
                u2 = Avx512F.Add(u2, *(Vector512<float>*)(r + (2 * step)));
                v2 = TBlocks.Value > 1 ? Avx512F.Add(v2, *(Vector512<float>*)(r + (2 * step) + block)) : v2;
            }

            if (TSecond.Value > 3)
            {
                u3 = Avx512F.Add(u3, *(Vector512<float>*)(r + (3 * step)));
                v3 = TBlocks.Value > 1 ? Avx512F.Add(v3, *(Vector512<float>*)(r + (3 * step) + block)) : v3;
            }

            if (TSecond.Value > 4)
            {
                u4 = Avx512F.Add(u4, *(Vector512<float>*)(r + (4 * step)));
                v4 = TBlocks.Value > 1 ? Avx512F.Add(v4, *(Vector512<float>*)(r + (4 * step) + block)) : v4;
            }

            if (TSecond.Value > 5)
            {
                u5 = Avx512F.Add(u5, *(Vector512<float>*)(r + (5 * step)));
                v5 = TBlocks.Value > 1 ? Avx512F.Add(v5, *(Vector512<float>*)(r + (5 * step) + block)) : v5;
            }

            if (TSecond.Value > 6)
            {
                u6 = Avx512F.Add(u6, *(Vector512<float>*)(r + (6 * step)));
                v6 = TBlocks.Value > 1 ? Avx512F.Add(v6, *(Vector512<float>*)(r + (6 * step) + block)) : v6;
            }
        }

        nint s1 = job->InPixel, s2 = 2 * s1, s3 = 3 * s1, s4 = 4 * s1, s5 = 5 * s1, s6 = 6 * s1;
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
                        var w0 = *(Vector512<float>*)weights;
                        var w1 = TBlocks.Value > 1 ? *(Vector512<float>*)(weights + 16) : w0;
                        if (TFirst.Value > 0)
                        {
                            var value = Vector512.Create(*x);
                            p0 = Avx512F.FusedMultiplyAdd(value, w0, p0);
                            q0 = TBlocks.Value > 1 ? Avx512F.FusedMultiplyAdd(value, w1, q0) : q0;
                        }

                        if (TFirst.Value > 1)
                        {
                            var value = Vector512.Create(x[s1]);
                            p1 = Avx512F.FusedMultiplyAdd(value, w0, p1);
                            q1 = TBlocks.Value > 1 ? Avx512F.FusedMultiplyAdd(value, w1, q1) : q1;
                        }

                        if (TFirst.Value > 2)
                        {
                            var value = Vector512.Create(x[s2]);
                            p2 = Avx512F.FusedMultiplyAdd(value, w0, p2);
                            q2 = TBlocks.Value > 1 ? Avx512F.FusedMultiplyAdd(value, w1, q2) : q2;
                        }

                        if (TFirst.Value > 3)
                        {
                            var value = Vector512.Create(x[s3]);
                            p3 = Avx512F.FusedMultiplyAdd(value, w0, p3);
                            q3 = TBlocks.Value > 1 ? Avx512F.FusedMultiplyAdd(value, w1, q3) : q3;
                        }

                        if (TFirst.Value > 4)
                        {
                            var value = Vector512.Create(x[s4]);
                            p4 = Avx512F.FusedMultiplyAdd(value, w0, p4);
                            q4 = TBlocks.Value > 1 ? Avx512F.FusedMultiplyAdd(value, w1, q4) : q4;
                        }

                        if (TFirst.Value > 5)
                        {
                            var value = Vector512.Create(x[s5]);
                            p5 = Avx512F.FusedMultiplyAdd(value, w0, p5);
                            q5 = TBlocks.Value > 1 ? Avx512F.FusedMultiplyAdd(value, w1, q5) : q5;
                        }

                        if (TFirst.Value > 6)
                        {
                            var value = Vector512.Create(x[s6]);
                            p6 = Avx512F.FusedMultiplyAdd(value, w0, p6);
                            q6 = TBlocks.Value > 1 ? Avx512F.FusedMultiplyAdd(value, w1, q6) : q6;
                        }

                        if (TSecond.Value > 0)
                        {
                            var value = Vector512.Create(*y);
                            u0 = Avx512F.FusedMultiplyAdd(value, w0, u0);
                            v0 = TBlocks.Value > 1 ? Avx512F.FusedMultiplyAdd(value, w1, v0) : v0;
                        }

                        if (TSecond.Value > 1)
                        {
                            var value = Vector512.Create(y[s1]);
                            u1 = Avx512F.FusedMultiplyAdd(value, w0, u1);
                            v1 = TBlocks.Value > 1 ? Avx512F.FusedMultiplyAdd(value, w1, v1) : v1;
                        }

                        if (TSecond.Value > 2)
                        {
                            var value = Vector512.Create(y[s2]);
                            u2 = Avx512F.FusedMultiplyAdd(value, w0, u2);
                            v2 = TBlocks.Value > 1 ? Avx512F.FusedMultiplyAdd(value, w1, v2) : v2;
                        }

                        if (TSecond.Value > 3)
                        {
                            var value = Vector512.Create(y[s3]);
                            u3 = Avx512F.FusedMultiplyAdd(value, w0, u3);
                            v3 = TBlocks.Value > 1 ? Avx512F.FusedMultiplyAdd(value, w1, v3) : v3;
                        }

                        if (TSecond.Value > 4)
                        {
                            var value = Vector512.Create(y[s4]);
                            u4 = Avx512F.FusedMultiplyAdd(value, w0, u4);
                            v4 = TBlocks.Value > 1 ? Avx512F.FusedMultiplyAdd(value, w1, v4) : v4;
                        }

                        if (TSecond.Value > 5)
                        {
                            var value = Vector512.Create(y[s5]);
                            u5 = Avx512F.FusedMultiplyAdd(value, w0, u5);
                            v5 = TBlocks.Value > 1 ? Avx512F.FusedMultiplyAdd(value, w1, v5) : v5;
                        }

                        if (TSecond.Value > 6)
                        {
                            var value = Vector512.Create(y[s6]);
                            u6 = Avx512F.FusedMultiplyAdd(value, w0, u6);
                            v6 = TBlocks.Value > 1 ? Avx512F.FusedMultiplyAdd(value, w1, v6) : v6;
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
        var floor = Vector512.Create(job->Floor);
        var o = tile->Output;
        var pixel = job->OutPixel;
        var outBlock = job->OutBlock;
        if (TFirst.Value > 0)
        {
            *(Vector512<float>*)o = Avx512F.Max(floor, p0);
            if (TBlocks.Value > 1)
            {
                *(Vector512<float>*)(o + outBlock) = Avx512F.Max(floor, q0);
            }
        }

        if (TFirst.Value > 1)
        {
            *(Vector512<float>*)(o + pixel) = Avx512F.Max(floor, p1);
            if (TBlocks.Value > 1)
            {
                *(Vector512<float>*)(o + pixel + outBlock) = Avx512F.Max(floor, q1);
            }
        }

        if (TFirst.Value > 2)
        {
            *(Vector512<float>*)(o + (2 * pixel)) = Avx512F.Max(floor, p2);
            if (TBlocks.Value > 1)
            {
                *(Vector512<float>*)(o + (2 * pixel) + outBlock) = Avx512F.Max(floor, q2);
            }
        }

        if (TFirst.Value > 3)
        {
            *(Vector512<float>*)(o + (3 * pixel)) = Avx512F.Max(floor, p3);
            if (TBlocks.Value > 1)
            {
                *(Vector512<float>*)(o + (3 * pixel) + outBlock) = Avx512F.Max(floor, q3);
            }
        }

        if (TFirst.Value > 4)
        {
            *(Vector512<float>*)(o + (4 * pixel)) = Avx512F.Max(floor, p4);
            if (TBlocks.Value > 1)
            {
                *(Vector512<float>*)(o + (4 * pixel) + outBlock) = Avx512F.Max(floor, q4);
            }
        }

        if (TFirst.Value > 5)
        {
            *(Vector512<float>*)(o + (5 * pixel)) = Avx512F.Max(floor, p5);
            if (TBlocks.Value > 1)
            {
                *(Vector512<float>*)(o + (5 * pixel) + outBlock) = Avx512F.Max(floor, q5);
            }
        }

        if (TFirst.Value > 6)
        {
            *(Vector512<float>*)(o + (6 * pixel)) = Avx512F.Max(floor, p6);
            if (TBlocks.Value > 1)
            {
                *(Vector512<float>*)(o + (6 * pixel) + outBlock) = Avx512F.Max(floor, q6);
            }
        }

        o += tile->OutHalf;
        if (TSecond.Value > 0)
        {
            *(Vector512<float>*)o = Avx512F.Max(floor, u0);
            if (TBlocks.Value > 1)
            {
                *(Vector512<float>*)(o + outBlock) = Avx512F.Max(floor, v0);
            }
        }

        if (TSecond.Value > 1)
        {
            *(Vector512<float>*)(o + pixel) = Avx512F.Max(floor, u1);
            if (TBlocks.Value > 1)
            {
                *(Vector512<float>*)(o + pixel + outBlock) = Avx512F.Max(floor, v1);
            }
        }

        if (TSecond.Value > 2)
        {
            *(Vector512<float>*)(o + (2 * pixel)) = Avx512F.Max(floor, u2);
            if (TBlocks.Value > 1)
            {
                *(Vector512<float>*)(o + (2 * pixel) + outBlock) = Avx512F.Max(floor, v2);
            }
        }

        if (TSecond.Value > 3)
        {
            *(Vector512<float>*)(o + (3 * pixel)) = Avx512F.Max(floor, u3);
            if (TBlocks.Value > 1)
            {
                *(Vector512<float>*)(o + (3 * pixel) + outBlock) = Avx512F.Max(floor, v3);
            }
        }

        if (TSecond.Value > 4)
        {
            *(Vector512<float>*)(o + (4 * pixel)) = Avx512F.Max(floor, u4);
            if (TBlocks.Value > 1)
            {
                *(Vector512<float>*)(o + (4 * pixel) + outBlock) = Avx512F.Max(floor, v4);
            }
        }

        if (TSecond.Value > 5)
        {
            *(Vector512<float>*)(o + (5 * pixel)) = Avx512F.Max(floor, u5);
            if (TBlocks.Value > 1)
            {
                *(Vector512<float>*)(o + (5 * pixel) + outBlock) = Avx512F.Max(floor, v5);
            }
        }

        if (TSecond.Value > 6)
        {
            *(Vector512<float>*)(o + (6 * pixel)) = Avx512F.Max(floor, u6);
            if (TBlocks.Value > 1)
            {
                *(Vector512<float>*)(o + (6 * pixel) + outBlock) = Avx512F.Max(floor, v6);
            }
        }
    }
}
