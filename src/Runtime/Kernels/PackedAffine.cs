using System;
using System.ComponentModel;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Mapping;

namespace NetSpec.Runtime.Kernels;

/// <summary>A per-channel affine map in the form <see cref="Maps.Affine"/> reads.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class PackedAffine
{
    private PackedAffine(Epilogue epilogue)
    {
        Channels = epilogue.Channels;
        Shift = epilogue.PackShifts();
        Scale = new NativeBuffer((Channels + Map.Lanes - 1) / Map.Lanes * Map.Lanes);
        IsIdentity = true;
        for (var i = 0; i < Channels; i++)
        {
            Scale.Pointer[i] = (float)epilogue.ScaleFactors[i];
            IsIdentity &= Scale.Pointer[i] == 1 && Shift.Pointer[i] == 0;
        }
    }

    /// <summary>Channels.</summary>
    public int Channels { get; }

    /// <summary>Whether it changes nothing.</summary>
    internal bool IsIdentity { get; }

    internal NativeBuffer Scale { get; }

    internal NativeBuffer Shift { get; }

    /// <summary>Packs an affine map.</summary>
    public static PackedAffine Pack(Epilogue epilogue)
    {
        ArgumentNullException.ThrowIfNull(epilogue);
        return new PackedAffine(epilogue);
    }
}
