using System.Runtime.InteropServices;
using System.Threading;

namespace NetSpec.Runtime.Cpu;

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

    /// <summary>The next panel that no thread has claimed.</summary>
    private int _next;

    public readonly int Count => (Lead > 0 ? 1 : 0) + ((Batch - Lead + Panels.Samples - 1) / Panels.Samples);

    /// <summary>Computes panels until none is left, in a slot of the workspace of its own.</summary>
    public static void Execute(void* state, int slot)
    {
        var pass = (PanelPass*)state;
        var program = (IPanelProgram)GCHandle.FromIntPtr(pass->Program).Target!;
        var workspace = (Workspace)GCHandle.FromIntPtr(pass->Workspace).Target!;
        Panel panel;
        panel.Pass = pass;
        for (int count = pass->Count, index; (index = Interlocked.Increment(ref pass->_next) - 1) < count;)
        {
            pass->Place(index, out panel.First, out panel.Columns);
            program.RunPanel(workspace.BeginPanel(slot, &panel));
        }
    }

    private readonly void Place(int index, out int first, out int columns)
    {
        if (Lead > 0 && index == 0)
        {
            (first, columns) = (0, Lead);
            return;
        }

        first = Lead + ((index - (Lead > 0 ? 1 : 0)) * Panels.Samples);
        columns = System.Math.Min(Panels.Samples, Batch - first);
    }
}
