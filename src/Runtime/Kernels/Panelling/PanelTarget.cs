using NetSpec.Runtime.Kernels.Functions;

namespace NetSpec.Runtime.Kernels.Panelling;

/// <summary>
/// Where a layer writes a panel's result: its rows in the workspace, or straight into the caller's array when the layer
/// makes an output whose samples lie together and the panel is whole.
/// </summary>
internal readonly unsafe struct PanelTarget
{
    // Bytes of a cache line.
    private const int Line = 64;

    private PanelTarget(float* pointer, nint row, bool streams, bool isPort)
    {
        Pointer = pointer;
        Row = row;
        Streams = streams;
        IsPort = isPort;
    }

    public float* Pointer { get; }

    /// <summary>Floats from one row to the next.</summary>
    public nint Row { get; }

    /// <summary>Whether it pays, and is possible, to write past the caches.</summary>
    public bool Streams { get; }

    private bool IsPort { get; }

    /// <summary>The place of a value of some features, whose output is <paramref name="port"/> if that is not negative.</summary>
    public static PanelTarget Of(in Run run, int offset, int features, int port)
    {
        if (port < 0 || Panels.Of(run)->Columns < Panels.Samples)
        {
            return new PanelTarget(Panels.Value(run, offset, features), Panels.Samples, streams: false, isPort: false);
        }

        var pass = Panels.Of(run)->Pass;
        var target = Panels.Output(run, port, features) + Panels.Of(run)->First;
        var aligned = (nint)target % Line == 0 && (nint)pass->Batch * sizeof(float) % Line == 0;
        return new PanelTarget(target, pass->Batch, aligned && pass->Streams, isPort: true);
    }

    /// <summary>Applies a function to what was written.</summary>
    public void Apply(AppliedFunction then, int features)
    {
        for (nint feature = 0; feature < features; feature++)
        {
            then.Apply(Pointer + (feature * Row), Panels.Samples / Map.Lanes, Map.Lanes, 0);
        }
    }

    /// <summary>Takes to the caller what was written to the workspace in place of an output.</summary>
    public void Finish(in Run run, int offset, int features, int port)
    {
        if (port >= 0 && !IsPort)
        {
            Panels.Store(run, port, offset, features, batchLast: true);
        }
    }
}
