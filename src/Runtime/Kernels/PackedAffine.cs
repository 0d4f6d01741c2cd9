using System;
using System.ComponentModel;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Mapping;

namespace NetSpec.Runtime.Kernels;

/// <summary>An affine map of each channel, or of each place of a map, in the form that kernels read it: see <see cref="Maps.Affine"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class PackedAffine
{
    private PackedAffine(Epilogue epilogue, int positions)
    {
        (Channels, Positions) = (epilogue.Channels / positions, positions);
        var blocks = (Channels + Map.Lanes - 1) / Map.Lanes;
        Scale = new NativeBuffer((long)blocks * positions * Map.Lanes);
        Shift = new NativeBuffer((long)blocks * positions * Map.Lanes);
        IsIdentity = true;
        for (var i = 0; i < epilogue.Channels; i++)
        {
            // From channel and position to block, position and lane.
            var (channel, position) = Math.DivRem(i, positions);
            var at = ((((long)(channel / Map.Lanes) * positions) + position) * Map.Lanes) + (channel % Map.Lanes);
            Scale.Pointer[at] = (float)epilogue.ScaleFactors[i];
            Shift.Pointer[at] = (float)epilogue.Shifts[i];
            IsIdentity &= Scale.Pointer[at] == 1 && Shift.Pointer[at] == 0;
        }
    }

    /// <summary>Channels.</summary>
    public int Channels { get; }

    /// <summary>Positions of each channel that have numbers of their own; 1 where all positions share those of the channel.</summary>
    public int Positions { get; }

    /// <summary>Whether it changes nothing.</summary>
    internal bool IsIdentity { get; }

    internal NativeBuffer Scale { get; }

    internal NativeBuffer Shift { get; }

    /// <summary>Packs an affine map of each channel.</summary>
    public static PackedAffine Pack(Epilogue epilogue) => Pack(epilogue, positions: 1);

    /// <summary>Packs an affine map of each place.</summary>
    /// <param name="epilogue">The map, with a number for each channel and position in this order.</param>
    /// <param name="positions">The positions of a channel.</param>
    public static PackedAffine Pack(Epilogue epilogue, int positions)
    {
        ArgumentNullException.ThrowIfNull(epilogue);
        ArgumentOutOfRangeException.ThrowIfLessThan(positions, 1);
        return epilogue.Channels % positions == 0
            ? new PackedAffine(epilogue, positions)
            : throw new ArgumentException($"{epilogue.Channels} numbers are not as many for each of {positions} positions.", nameof(positions));
    }
}
