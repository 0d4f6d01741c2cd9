using System;
using System.Threading;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Panelling;

namespace NetSpec.Runtime;

public abstract partial class Model
{
    private readonly int _workspaceSize;
    private readonly int _imagesPerPass;
    private readonly Workspace?[] _spares = new Workspace?[Environment.ProcessorCount];

    /// <summary>
    /// Memory for passes of this network. One call at a time computes in it, so give each thread that calls
    /// <c>Forward</c> its own.
    /// </summary>
    /// <param name="images">
    /// Samples a pass holds, of which it gets as many as make it faster: <c>ImagesPerPass</c>, and one a processor where threads can take
    /// samples of their own through the network. A larger batch takes several passes.
    /// </param>
    /// <param name="simd">The vector width of the kernels; the machine's best by default.</param>
    /// <example><code>
    /// using var workspace = net.CreateWorkspace(images: 8);
    /// net.Forward(images, logits, batch: 64, workspace);
    /// </code></example>
    public Workspace CreateWorkspace(int images = 1, SimdLevel? simd = null) =>
        new(_workspaceSize, this is ISampleProgram ? RoomFor(images, Environment.ProcessorCount) : Math.Min(images, _imagesPerPass), simd);

    /// <summary>
    /// A workspace that an earlier pass left, or a new one if passes on other threads have them all. Those that hold fewer
    /// samples than the batch can use are given up, so that the spares grow to what the callers need.
    /// </summary>
    protected Workspace RentWorkspace(int batch) => RentFor(Math.Min(batch, _imagesPerPass));

    /// <summary>The same for a network that also runs in panels, or sample beside sample: with room for one on each thread.</summary>
    protected Workspace RentWorkspace(int batch, int threads)
    {
        if (this is ISampleProgram)
            return RentFor(RoomFor(batch, threads));

        var room = Panels.Room(batch, threads, _workspaceSize);
        return RentFor(room > 0 ? room : Math.Min(batch, _imagesPerPass));
    }

    /// <summary>Leaves a workspace for a later pass. The model keeps as many as threads can run at once.</summary>
    protected void ReturnWorkspace(Workspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        foreach (ref var slot in _spares.AsSpan())
        {
            if (Interlocked.CompareExchange(ref slot, workspace, null) is null)
                return;
        }

        workspace.Dispose();
    }

    /// <summary>Refuses a workspace that is too small for this network.</summary>
    protected void CheckWorkspace(Workspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        if (workspace.SampleSize < _workspaceSize)
        {
            throw new ArgumentException(
                $"'{nameof(workspace)}' holds {workspace.SampleSize} floats a sample; this network needs {_workspaceSize}. Make one with "
                + $"{nameof(CreateWorkspace)}.", nameof(workspace));
        }
    }

    private int RoomFor(int batch, int threads) => SamplePass.Room(batch, threads, _imagesPerPass);

    private Workspace RentFor(int images)
    {
        foreach (ref var slot in _spares.AsSpan())
        {
            if (Interlocked.Exchange(ref slot, null) is not { } spare)
                continue;
            if (spare.Images >= images)
                return spare;

            spare.Dispose();
        }

        return CreateWorkspace(images);
    }
}
