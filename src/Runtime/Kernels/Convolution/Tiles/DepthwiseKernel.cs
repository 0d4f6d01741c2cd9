using System.Runtime.CompilerServices;
using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Kernels.Tiles;

namespace NetSpec.Runtime.Kernels.Convolution.Tiles;

/// <summary>
/// Tiles of a depthwise convolution, side by side in a row: up to 14 pixels with a vector of a block's channels each, then the block's next vector.
/// A weight is loaded once for all of them; inputs are operands of multiply-adds, and need no register.
/// </summary>
/// <remarks>
/// Taps are a loop on purpose. Of taps that are written out the JIT loads inputs which pixels share once and for all, and has no registers for them.
/// </remarks>
/// <typeparam name="TWidth">The vector width.</typeparam>
/// <typeparam name="TVector">Its vectors.</typeparam>
/// <typeparam name="TFirst">Pixels of the first half.</typeparam>
/// <typeparam name="TSecond">Pixels of the second half.</typeparam>
/// <typeparam name="TStep">Columns of the input from a pixel to the next, whose taps lie side by side; 0 for the job's distances.</typeparam>
internal static unsafe class DepthwiseKernel<TWidth, TVector, TFirst, TSecond, TStep>
    where TWidth : struct, IWidth<TVector>
    where TVector : unmanaged
    where TFirst : struct, ICount
    where TSecond : struct, ICount
    where TStep : struct, ICount
{
    /// <param name="job">The distances, and the least result.</param>
    /// <param name="input">The first tap of the first pixel.</param>
    /// <param name="weights">The block's weights.</param>
    /// <param name="shift">The block's shifts.</param>
    /// <param name="output">The first pixel of the result.</param>
    /// <param name="residual">The first pixel of the residual, or null.</param>
    /// <param name="tiles">How many tiles.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(DepthwiseJob* job, float* input, float* weights, float* shift, float* output, float* residual, int tiles)
    {
        var (pixel, tap) = TStep.Value > 0 ? (TStep.Value * Map.Lanes, Map.Lanes) : (job->InPixel, job->InTap);
        var steps = new RowSteps(pixel);
        var floor = TWidth.All(job->Floor);
        var pixels = TFirst.Value + TSecond.Value;
        for (; tiles > 0; tiles--)
        {
            for (nint lane = 0; lane < Map.Lanes; lane += TWidth.Lanes)
            {
                SumRows<TWidth, TVector, TFirst, N1> p = default;
                SumRows<TWidth, TVector, TSecond, N1> q = default;
                var start = *(TVector*)(shift + lane);
                p.Start(start, start);
                q.Start(start, start);
                if (residual != null)
                {
                    p.Add(residual + lane, Map.Lanes, 0);
                    q.Add(residual + lane + (TFirst.Value * Map.Lanes), Map.Lanes, 0);
                }

                float* row = input + lane, weight = weights + lane;
                for (var rows = job->KernelRows; rows > 0; rows--, row += job->InTapRow)
                {
                    float* x = row, y = row + (TFirst.Value * pixel);
                    for (var columns = job->KernelColumns; columns > 0; columns--, x += tap, y += tap, weight += Map.Lanes)
                    {
                        var vector = *(TVector*)weight;
                        p.MultiplyAdd(vector, x, steps);
                        q.MultiplyAdd(vector, y, steps);
                    }
                }

                p.Store(floor, output + lane, Map.Lanes, 0);
                q.Store(floor, output + lane + (TFirst.Value * Map.Lanes), Map.Lanes, 0);
            }

            input += pixels * pixel;
            output += pixels * Map.Lanes;
            residual += residual == null ? 0 : pixels * Map.Lanes;
        }
    }
}
