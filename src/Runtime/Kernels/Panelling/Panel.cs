namespace NetSpec.Runtime.Kernels.Panelling;

/// <summary>One panel of a pass: which samples of the batch it holds.</summary>
internal unsafe struct Panel
{
    public PanelPass* Pass;

    /// <summary>The first sample.</summary>
    public int First;

    /// <summary>Samples, up to <see cref="Panels.Samples"/>.</summary>
    public int Columns;

    /// <summary>Whether the same thread computes the panel behind this one next.</summary>
    public bool HasNext;

    /// <summary>What to bring near while this panel is computed: of the next one's input, then of this one's output.</summary>
    public PanelAhead Input, Output;
}
