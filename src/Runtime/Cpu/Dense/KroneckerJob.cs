using System;
using System.Runtime.CompilerServices;

namespace NetSpec.Runtime.Cpu;

/// <summary>A Kronecker-sparse factor over one pass; one sample a chunk.</summary>
internal unsafe struct KroneckerJob
{
    public int A, B, C, D;
    public float Floor;
    public float* Input, Output, Residual, Weights, Shift;
    public nint Stride;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Execute(void* state, int image)
    {
        ref readonly var job = ref *(KroneckerJob*)state;
        var (b, c, d) = ((nint)job.B, (nint)job.C, (nint)job.D);
        var output = job.Output + (image * job.Stride);
        var residual = job.Residual == null ? null : job.Residual + (image * job.Stride);
        for (nint i = 0; i < job.A; i++)
        {
            var input = job.Input + (image * job.Stride) + (i * c * d);
            for (nint k = 0; k < b; k++)
            {
                for (nint j = 0; j < d; j++)
                {
                    var weights = job.Weights + (((i * b) + k) * c * d) + j;
                    var at = (((i * b) + k) * d) + j;
                    var sum = job.Shift[at] + (residual == null ? 0 : residual[at]);
                    for (nint l = 0; l < c; l++)
                    {
                        sum += weights[l * d] * input[(l * d) + j];
                    }

                    output[at] = sum < job.Floor ? job.Floor : sum;
                }
            }
        }

        var (used, padded) = (job.A * b * d, ((job.A * b * d) + Map.Lanes - 1) / Map.Lanes * Map.Lanes);
        new Span<float>(output + used, (int)(padded - used)).Clear();
    }
}
