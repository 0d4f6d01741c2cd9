using System;
using System.ComponentModel;
using NetSpec.Runtime.Cpu;

namespace NetSpec.Runtime.Kernels.Dense;

/// <summary>A Kronecker-sparse factor's weights and shifts in the form <see cref="KroneckerLinear"/> reads.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PackedKronecker
{
    internal PackedKronecker(Type shape, NativeBuffer weights, Epilogue epilogue)
    {
        Shape = shape;
        Weights = weights;
        Shift = epilogue.PackShifts();
        HasShift = epilogue.Shifts.ContainsAnyExcept(0.0);
    }

    /// <summary>The type that it was packed for.</summary>
    internal Type Shape { get; }

    /// <summary>In the order of <see cref="TiledPattern.Pack"/>.</summary>
    internal NativeBuffer Weights { get; }

    internal NativeBuffer Shift { get; }

    /// <summary>Whether a shift is not zero.</summary>
    internal bool HasShift { get; }
}
