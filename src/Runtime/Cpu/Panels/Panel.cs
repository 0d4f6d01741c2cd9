namespace NetSpec.Runtime.Cpu;

/// <summary>One panel of a pass: which samples of the batch it holds.</summary>
internal unsafe struct Panel
{
    public PanelPass* Pass;

    /// <summary>The first sample.</summary>
    public int First;

    /// <summary>Samples, up to <see cref="Panels.Samples"/>.</summary>
    public int Columns;
}
