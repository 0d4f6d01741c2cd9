using System.Runtime.CompilerServices;

namespace NetSpec.Runtime.Kernels.Convolution;

/// <summary>Direct convolution without vectors: four channels of a pixel at a time.</summary>
internal static unsafe class ConvRows1
{
    public static void Execute(void* state, int index)
    {
        var chunk = ((ConvJob*)state)->Chunk(index);
        Cover((ConvJob*)state, &chunk);
    }

    /// <summary>Computes a band of rows of a panel.</summary>
    public static void Cover(ConvJob* state, ConvChunk* band)
    {
        ref readonly var job = ref *state;
        var chunk = *band;
        for (var y = chunk.FirstRow; y < chunk.EndRow; y++)
        {
            for (var x = 0; x < job.OutWidth; x++)
            {
                var input = chunk.Input + (y * job.InRow) + (x * job.InPixel);
                for (var lane = 0; lane < chunk.Blocks * Map.Lanes; lane += 4)
                {
                    nint block = lane / Map.Lanes, inBlock = lane % Map.Lanes;
                    var residual = chunk.Residual == null ? null
                        : chunk.Residual + (y * job.ResidualRow) + (x * job.ResidualPixel) + (block * job.ResidualBlock) + inBlock;
                    var output = chunk.Output + (y * job.OutRow) + (x * job.OutPixel) + (block * job.OutBlock) + inBlock;
                    Pixel(job, chunk.Blocks * Map.Lanes, input, chunk.Weights + lane, chunk.Shift + lane, residual, output);
                }
            }

            for (var block = 0; block < chunk.Blocks; block++)
            {
                job.Then.Apply(chunk.Output + (y * job.OutRow) + (block * job.OutBlock), job.OutWidth, job.OutPixel, chunk.FirstBlock + block);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pixel(in ConvJob job, nint weightStep, float* input, float* weights, float* shift, float* residual, float* output)
    {
        var (s0, s1, s2, s3) = (shift[0], shift[1], shift[2], shift[3]);
        if (residual != null)
        {
            s0 += residual[0];
            s1 += residual[1];
            s2 += residual[2];
            s3 += residual[3];
        }

        for (var block = 0; block < job.Blocks; block++)
        {
            for (var row = 0; row < job.KernelRows; row++)
            {
                for (var segment = 0; segment < job.Segments; segment++)
                {
                    var x = input + (block * job.InBlock) + (row * job.InTapRow) + (segment * job.InTap);
                    for (nint i = 0; i < job.Length; i++)
                    {
                        s0 += x[i] * weights[0];
                        s1 += x[i] * weights[1];
                        s2 += x[i] * weights[2];
                        s3 += x[i] * weights[3];
                        weights += weightStep;
                    }
                }
            }
        }

        output[0] = Activate(s0, job.Floor);
        output[1] = Activate(s1, job.Floor);
        output[2] = Activate(s2, job.Floor);
        output[3] = Activate(s3, job.Floor);
    }

    private static float Activate(float value, float floor) => value < floor ? floor : value;
}
