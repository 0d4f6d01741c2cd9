using System;
using System.Runtime.InteropServices;
using System.Threading;
using NetSpec.Runtime.Cpu;

namespace NetSpec.Runtime.Kernels.Panelling;

/// <summary>
/// One batch in panels: what all threads share. The first panel ends where the first output is aligned to a cache line,
/// if the rows of the outputs allow that, so that the others can be written past the caches.
/// </summary>
internal unsafe struct PanelPass
{
    /// <summary>A handle of the <see cref="IPanelProgram"/>.</summary>
    public nint Program;

    /// <summary>A handle of the <see cref="Cpu.Workspace"/>.</summary>
    public nint Workspace;

    public fixed long Inputs[Panels.MaxPorts];
    public fixed long Outputs[Panels.MaxPorts];

    /// <summary>Floats of each.</summary>
    public fixed long InputLengths[Panels.MaxPorts];
    public fixed long OutputLengths[Panels.MaxPorts];

    public int Batch;

    /// <summary>Samples of the first panel when it is a short one, otherwise 0.</summary>
    public int Lead;

    /// <summary>Whether the outputs are too large to stay in the caches.</summary>
    public bool Streams;

    /// <summary>Samples of a strip: a whole number of panels, which a thread claims together.</summary>
    public int Strip;

    /// <summary>The next strip that no thread has claimed.</summary>
    private int _next;

    /// <summary>Strips, the short first panel counted as one.</summary>
    public readonly int Count => (Lead > 0 ? 1 : 0) + ((Batch - Lead + Strip - 1) / Strip);

    /// <summary>Computes strips until none is left, in a slot of the workspace of its own.</summary>
    public static void Execute(void* state, int slot)
    {
        var pass = (PanelPass*)state;
        var program = (IPanelProgram)GCHandle.FromIntPtr(pass->Program).Target!;
        var workspace = (Workspace)GCHandle.FromIntPtr(pass->Workspace).Target!;
        Panel panel;
        panel.Pass = pass;
        for (int count = pass->Count, index; (index = Interlocked.Increment(ref pass->_next) - 1) < count;)
        {
            var (first, end) = pass->Place(index);
            panel.Output = default;
            for (; first < end; first += Panels.Samples)
            {
                panel.First = first;
                panel.Columns = Math.Min(Panels.Samples, end - first);
                panel.HasNext = end - first >= 2 * Panels.Samples;
                panel.Input = default;
                program.RunPanel(Run.OfPanel(workspace, slot, &panel));
            }
        }
    }

    private readonly (int First, int End) Place(int index)
    {
        if (Lead > 0 && index-- == 0)
        {
            return (0, Lead);
        }

        var first = Lead + (index * Strip);
        return (first, (int)Math.Min(Batch, (long)first + Strip));
    }
}
