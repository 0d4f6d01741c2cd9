using System;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Panelling;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Dense;

/// <summary>
/// A Kronecker-sparse factor over vectors of several samples that lie in their own regions: as many samples as a panel has are brought into one, in memory
/// of the thread's own, multiplied there and taken back, so that they share each weight.
/// </summary>
internal unsafe struct SampleFactorJob
{
    // Multiply-adds of one core in one nanosecond.
    private const long Rate = 16;

    private StagedFactor _factor;
    private SimdLevel _level;
    private int _images, _samples;
    private float* _source, _target, _residual;
    private ThreadScratch _scratch;
    private nint _stride, _inputFloats, _panelFloats;

    /// <summary>Whether a run has samples enough.</summary>
    public static bool Suits(in Run run) => run.Images >= Panels.MinBatch;

    /// <summary>Multiplies.</summary>
    /// <param name="run">The pass.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="input">Offset of the input vector.</param>
    /// <param name="output">Offset of the result.</param>
    /// <param name="residual">Offset of the vector to add; none when negative.</param>
    public static void Run(in Run run, in StagedFactor factor, int input, int output, int residual)
    {
        SampleFactorJob job = new()
        {
            _factor = factor,
            _level = run.Simd,
            _images = run.Images,
            _samples = Share(run.Images, run.Threads),
            _source = run.At(new Map(input, factor.Size.Inputs, 1, 1, 0)),
            _target = run.At(new Map(output, factor.Size.Outputs, 1, 1, 0)),
            _residual = residual < 0 ? null : run.At(new Map(residual, factor.Size.Outputs, 1, 1, 0)),
            _stride = run.Stride,
            _inputFloats = StagedFactor.PanelFloats(factor.Size.Inputs),
        };
        job._panelFloats = job._inputFloats + factor.OutputFloats;
        var chunks = (run.Images + job._samples - 1) / job._samples;
        var slots = Math.Min(run.Threads, chunks);
        job._scratch = run.ThreadScratch(job._panelFloats, slots);
        WorkerPool.Shared.For(slots, chunks, (long)factor.Size.NonZeros * run.Images / Rate, &Execute, &job);
    }

    /// <summary>Samples of a panel: half as many where that keeps one more thread at work.</summary>
    private static int Share(int images, int threads) => threads > 1 && images <= Panels.Samples * (threads - 1) ? Map.Lanes : Panels.Samples;

    private static void Execute(void* state, int chunk)
    {
        var job = (SampleFactorJob*)state;
        var first = chunk * job->_samples;
        var columns = Math.Min(job->_samples, job->_images - first);
        var panel = job->_scratch.Own;
        var result = panel + job->_inputFloats;
        var offset = first * job->_stride;
        job->Load(job->_source + offset, job->_inputFloats, columns, panel);
        if (job->_residual != null)
            job->Load(job->_residual + offset, job->_factor.OutputFloats, columns, result);

        job->_factor.Run(job->_level, panel, result, columns, adds: job->_residual != null);
        PanelTranspose.Store(
            job->_level, result, (int)(job->_factor.OutputFloats / Panels.Samples), columns, job->_target + offset, job->_stride, streams: false);
    }

    private readonly void Load(float* source, nint floats, int columns, float* panel) =>
        PanelTranspose.Load(_level, source, _stride, (int)(floats / Panels.Samples), columns, panel);
}
