using System;
using System.ComponentModel;

namespace NetSpec.Runtime.Kernels.Panelling;

/// <summary>The caller's arrays of a pass in panels; those that a network lacks stay empty.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct PanelPorts
{
    /// <summary>The first input.</summary>
    public ReadOnlySpan<float> Input0 { get; set; }

    /// <summary>The second input.</summary>
    public ReadOnlySpan<float> Input1 { get; set; }

    /// <summary>The third input.</summary>
    public ReadOnlySpan<float> Input2 { get; set; }

    /// <summary>The fourth input.</summary>
    public ReadOnlySpan<float> Input3 { get; set; }

    /// <summary>The first output.</summary>
    public Span<float> Output0 { get; set; }

    /// <summary>The second output.</summary>
    public Span<float> Output1 { get; set; }

    /// <summary>The third output.</summary>
    public Span<float> Output2 { get; set; }

    /// <summary>The fourth output.</summary>
    public Span<float> Output3 { get; set; }

    /// <summary>Floats of all of them.</summary>
    internal readonly long Floats =>
        (long)Input0.Length + Input1.Length + Input2.Length + Input3.Length + Output0.Length + Output1.Length + Output2.Length + Output3.Length;
}
