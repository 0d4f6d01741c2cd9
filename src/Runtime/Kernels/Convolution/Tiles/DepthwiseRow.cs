using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Convolution.Tiles;

/// <summary>
/// A row of a depthwise convolution with 3 x 3 taps side by side, 7 pixels at a time, each summed as <see cref="DepthwiseTile{TLanes,TPixels}"/>
/// does: all distances are constants, and no call lies between two tiles.
/// </summary>
/// <typeparam name="TLanes">The block.</typeparam>
/// <typeparam name="TStep">Columns of the input from a pixel to the next.</typeparam>
internal static unsafe class DepthwiseRow<TLanes, TStep>
    where TLanes : struct, ILanes<TLanes>
    where TStep : struct, ICount
{
    /// <param name="job">The distance of rows, and the least result.</param>
    /// <param name="input">The first tap of the first pixel.</param>
    /// <param name="weights">The block's weights.</param>
    /// <param name="shift">The block's shifts.</param>
    /// <param name="output">The first pixel of the result.</param>
    /// <param name="tiles">How many times 7 pixels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(DepthwiseJob* job, float* input, float* weights, float* shift, float* output, int tiles)
    {
        var row = job->InTapRow;
        TLanes start = TLanes.Load(shift), floor = TLanes.All(job->Floor);
        for (; tiles > 0; tiles--, input += 7 * 16 * TStep.Value, output += 7 * 16)
        {
            TLanes a = start, b = start, c = start, d = start, e = start, f = start, g = start;
            float* x = input, w = weights;
            for (var rows = 3; rows > 0; rows--, x += row, w += 3 * 16)
            {
                var weight = TLanes.Load(w);
                a.AddProduct(TLanes.Load(x), weight);
                b.AddProduct(TLanes.Load(x + (16 * TStep.Value)), weight);
                c.AddProduct(TLanes.Load(x + (32 * TStep.Value)), weight);
                d.AddProduct(TLanes.Load(x + (48 * TStep.Value)), weight);
                e.AddProduct(TLanes.Load(x + (64 * TStep.Value)), weight);
                f.AddProduct(TLanes.Load(x + (80 * TStep.Value)), weight);
                g.AddProduct(TLanes.Load(x + (96 * TStep.Value)), weight);

                weight = TLanes.Load(w + 16);
                a.AddProduct(TLanes.Load(x + 16), weight);
                b.AddProduct(TLanes.Load(x + 16 + (16 * TStep.Value)), weight);
                c.AddProduct(TLanes.Load(x + 16 + (32 * TStep.Value)), weight);
                d.AddProduct(TLanes.Load(x + 16 + (48 * TStep.Value)), weight);
                e.AddProduct(TLanes.Load(x + 16 + (64 * TStep.Value)), weight);
                f.AddProduct(TLanes.Load(x + 16 + (80 * TStep.Value)), weight);
                g.AddProduct(TLanes.Load(x + 16 + (96 * TStep.Value)), weight);

                weight = TLanes.Load(w + 32);
                a.AddProduct(TLanes.Load(x + 32), weight);
                b.AddProduct(TLanes.Load(x + 32 + (16 * TStep.Value)), weight);
                c.AddProduct(TLanes.Load(x + 32 + (32 * TStep.Value)), weight);
                d.AddProduct(TLanes.Load(x + 32 + (48 * TStep.Value)), weight);
                e.AddProduct(TLanes.Load(x + 32 + (64 * TStep.Value)), weight);
                f.AddProduct(TLanes.Load(x + 32 + (80 * TStep.Value)), weight);
                g.AddProduct(TLanes.Load(x + 32 + (96 * TStep.Value)), weight);
            }

            TLanes.Max(floor, a).Store(output);
            TLanes.Max(floor, b).Store(output + 16);
            TLanes.Max(floor, c).Store(output + 32);
            TLanes.Max(floor, d).Store(output + 48);
            TLanes.Max(floor, e).Store(output + 64);
            TLanes.Max(floor, f).Store(output + 80);
            TLanes.Max(floor, g).Store(output + 96);
        }
    }
}
