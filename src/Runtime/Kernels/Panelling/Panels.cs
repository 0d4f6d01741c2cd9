using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetSpec.Compiler.Planning;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Threading;

namespace NetSpec.Runtime.Kernels.Panelling;

/// <summary>
/// Another way to run a network of vectors, for batches: 32 samples at a time go through the whole network, while they
/// stay in the caches. Samples are the lanes: a value of n features is [n][32] floats in the workspace, so a kernel
/// multiplies rows by broadcast weights whatever the pattern of a factor, without permutations. Panels are shared out
/// among threads. A sample's result is the same, bit for bit, as in a pass sample by sample.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe partial class Panels
{
    /// <summary>Samples of a panel.</summary>
    public const int Samples = PanelTile.Samples;

    /// <summary>Inputs, and outputs, that a pass has at most.</summary>
    internal const int MaxPorts = KernelContract.MostPanelPorts;

    // Below that, more lanes would be idle than a pass sample by sample wastes.
    internal const int MinBatch = 8;

    // Where inputs and outputs have more floats than three quarters of the third-level cache, outputs are written past the caches: in it they are
    // read again soon, by whatever comes next, and memory takes longer to write.
    internal static readonly long StreamFloats = Caches.Third * 3L / 4 / sizeof(float);

    // Panels of a strip, and strips for each thread.
    private const int MaxStrip = 32, ShareOut = 4;

    // A cache line in floats.
    private const int Line = 16;

    /// <summary>Whether a batch is better computed in panels, and the workspace holds one.</summary>
    public static bool Suit(Workspace workspace, int batch)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        return batch >= MinBatch && workspace.Images >= Samples && workspace.SampleSize <= int.MaxValue / Samples;
    }

    /// <summary>Computes a batch.</summary>
    /// <param name="program">What to do with each panel.</param>
    /// <param name="workspace">Reserved by the caller; as many threads compute as it has room for panels.</param>
    /// <param name="ports">The caller's arrays; outputs overlap nothing.</param>
    /// <param name="batch">Samples.</param>
    /// <param name="threads">Threads that may take part, the caller's included. The result does not depend on it.</param>
    public static void Run(IPanelProgram program, Workspace workspace, PanelPorts ports, int batch, int threads)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(workspace);
        if (!Suit(workspace, batch))
        {
            throw new ArgumentException(
                $"A workspace of {workspace.Images} samples has no room for a panel of {Samples}, or {batch} samples are too few.", nameof(workspace));
        }

        fixed (float* in0 = ports.Input0, in1 = ports.Input1, in2 = ports.Input2, in3 = ports.Input3)
        fixed (float* out0 = ports.Output0, out1 = ports.Output1, out2 = ports.Output2, out3 = ports.Output3)
        {
            PanelPass pass = new() { Batch = batch, Lead = Lead(out0, batch), Streams = ports.Floats > StreamFloats,
                Strip = Strip(batch, Math.Min(threads, Environment.ProcessorCount)) };
            (pass.Inputs[0], pass.Inputs[1], pass.Inputs[2], pass.Inputs[3]) = ((long)in0, (long)in1, (long)in2, (long)in3);
            (pass.Outputs[0], pass.Outputs[1], pass.Outputs[2], pass.Outputs[3]) = ((long)out0, (long)out1, (long)out2, (long)out3);
            (pass.InputLengths[0], pass.InputLengths[1], pass.InputLengths[2], pass.InputLengths[3]) =
                (ports.Input0.Length, ports.Input1.Length, ports.Input2.Length, ports.Input3.Length);
            (pass.OutputLengths[0], pass.OutputLengths[1], pass.OutputLengths[2], pass.OutputLengths[3]) =
                (ports.Output0.Length, ports.Output1.Length, ports.Output2.Length, ports.Output3.Length);
            var programHandle = GCHandle.Alloc(program);
            var workspaceHandle = GCHandle.Alloc(workspace);
            try
            {
                pass.Program = GCHandle.ToIntPtr(programHandle);
                pass.Workspace = GCHandle.ToIntPtr(workspaceHandle);
                var slots = Math.Min(pass.Count, Math.Min(threads, workspace.Images / Samples));

                // Every float of the workspace is written at least once.
                WorkerPool.Shared.For(threads, slots, (long)workspace.SampleSize * batch, &PanelPass.Execute, &pass);
            }
            finally
            {
                programHandle.Free();
                workspaceHandle.Free();
            }
        }
    }

    /// <summary>Samples before the first output is aligned; 0 where its rows are not aligned alike.</summary>
    internal static int Lead(float* output, int batch) =>
        batch % Line == 0 && (nint)output % sizeof(float) == 0 ? (int)((Line - (((nint)output / sizeof(float)) % Line)) % Line) : 0;

    /// <summary>Samples that a thread takes at once: many, to read ahead, and few enough to share out.</summary>
    private static int Strip(int batch, int threads) => Samples * Math.Clamp(batch / (Samples * ShareOut * threads), 1, MaxStrip);

    /// <summary>The panel that a run computes.</summary>
    internal static Panel* Of(in Run run) => (Panel*)run.Panel;

    /// <summary>A value's first float in the panel's part of the workspace; all its rows must lie there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float* Value(in Run run, int offset, int features) => run.At(offset * Samples, 0, (nint)features * Samples);

    /// <summary>The caller's array of an output of some features.</summary>
    internal static float* Output(in Run run, int port, int features) => Port(run, output: true, port, features);

    private static float* Port(in Run run, bool output, int port, int features)
    {
        if ((uint)port >= MaxPorts)
        {
            throw new ArgumentOutOfRangeException(nameof(port), port, $"A pass has {MaxPorts} inputs and outputs at most.");
        }

        var pass = Of(run)->Pass;
        var length = output ? pass->OutputLengths[port] : pass->InputLengths[port];
        if (length < (long)features * pass->Batch)
        {
            throw new ArgumentException($"{length} floats are too few for {pass->Batch} samples of {features}.", nameof(port));
        }

        return (float*)(output ? pass->Outputs[port] : pass->Inputs[port]);
    }
}
