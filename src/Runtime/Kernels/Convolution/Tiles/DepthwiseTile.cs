using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Convolution.Tiles;

/// <summary>Up to 7 pixels of one block of a depthwise convolution: each weight is loaded once for all of them.</summary>
/// <typeparam name="TLanes">The block.</typeparam>
/// <typeparam name="TPixels">Pixels.</typeparam>
internal static unsafe class DepthwiseTile<TLanes, TPixels>
    where TLanes : struct, ILanes<TLanes>
    where TPixels : struct, ICount
{
    /// <param name="job">The distances.</param>
    /// <param name="input">The first tap of the first pixel.</param>
    /// <param name="weights">The block's weights.</param>
    /// <param name="shift">The block's shifts.</param>
    /// <param name="output">The first pixel of the result.</param>
    /// <param name="residual">The first pixel of the residual, or null.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(DepthwiseJob* job, float* input, float* weights, float* shift, float* output, float* residual)
    {
        TLanes a = TLanes.Load(shift), b = a, c = a, d = a, e = a, f = a, g = a;
        if (residual != null)
        {
            if (TPixels.Value > 0)
            {
                a = TLanes.Add(a, TLanes.Load(residual));
            }

            if (TPixels.Value > 1)
            {
                b = TLanes.Add(b, TLanes.Load(residual + 16));
            }

            if (TPixels.Value > 2)
            {
                c = TLanes.Add(c, TLanes.Load(residual + 32));
            }

            if (TPixels.Value > 3)
            {
                d = TLanes.Add(d, TLanes.Load(residual + 48));
            }

            if (TPixels.Value > 4)
            {
                e = TLanes.Add(e, TLanes.Load(residual + 64));
            }

            if (TPixels.Value > 5)
            {
                f = TLanes.Add(f, TLanes.Load(residual + 80));
            }

            if (TPixels.Value > 6)
            {
                g = TLanes.Add(g, TLanes.Load(residual + 96));
            }
        }

        nint s1 = job->InPixel, s2 = 2 * s1, s3 = 3 * s1, s4 = 4 * s1, s5 = 5 * s1, s6 = 6 * s1;
        for (var rows = job->KernelRows; rows > 0; rows--, input += job->InTapRow)
        {
            var x = input;
            for (var columns = job->KernelColumns; columns > 0; columns--)
            {
                var weight = TLanes.Load(weights);
                if (TPixels.Value > 0)
                {
                    a.AddProduct(TLanes.Load(x), weight);
                }

                if (TPixels.Value > 1)
                {
                    b.AddProduct(TLanes.Load(x + s1), weight);
                }

                if (TPixels.Value > 2)
                {
                    c.AddProduct(TLanes.Load(x + s2), weight);
                }

                if (TPixels.Value > 3)
                {
                    d.AddProduct(TLanes.Load(x + s3), weight);
                }

                if (TPixels.Value > 4)
                {
                    e.AddProduct(TLanes.Load(x + s4), weight);
                }

                if (TPixels.Value > 5)
                {
                    f.AddProduct(TLanes.Load(x + s5), weight);
                }

                if (TPixels.Value > 6)
                {
                    g.AddProduct(TLanes.Load(x + s6), weight);
                }

                x += job->InTap;
                weights += Map.Lanes;
            }
        }

        var floor = TLanes.All(job->Floor);
        if (TPixels.Value > 0)
        {
            TLanes.Max(floor, a).Store(output);
        }

        if (TPixels.Value > 1)
        {
            TLanes.Max(floor, b).Store(output + 16);
        }

        if (TPixels.Value > 2)
        {
            TLanes.Max(floor, c).Store(output + 32);
        }

        if (TPixels.Value > 3)
        {
            TLanes.Max(floor, d).Store(output + 48);
        }

        if (TPixels.Value > 4)
        {
            TLanes.Max(floor, e).Store(output + 64);
        }

        if (TPixels.Value > 5)
        {
            TLanes.Max(floor, f).Store(output + 80);
        }

        if (TPixels.Value > 6)
        {
            TLanes.Max(floor, g).Store(output + 96);
        }
    }
}
