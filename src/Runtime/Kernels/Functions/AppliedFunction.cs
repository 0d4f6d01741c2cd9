using System;

namespace NetSpec.Runtime.Kernels.Functions;

/// <summary>A <see cref="PlaceFunction"/> at a vector width, as the job of a kernel holds it; the default changes nothing.</summary>
internal readonly unsafe struct AppliedFunction
{
    private readonly delegate*<void*, int, void> _body;
    private readonly float _first, _second;
    private readonly int _channels;

    /// <param name="body">Its code.</param>
    /// <param name="first">Its first number.</param>
    /// <param name="second">Its second number.</param>
    /// <param name="channels">Channels of the values, behind the last of which lanes become zero; 0 where that needs no care.</param>
    public AppliedFunction(delegate*<void*, int, void> body, float first, float second, int channels)
    {
        _body = body;
        (_first, _second, _channels) = (first, second, channels);
    }

    /// <summary>Whether there is nothing to apply.</summary>
    public bool IsNone => _body == null;

    /// <summary>Applies it to pixels of a block of channels where they lie.</summary>
    /// <param name="first">The first.</param>
    /// <param name="pixels">How many.</param>
    /// <param name="step">Floats from one to the next.</param>
    /// <param name="block">The block's number among those of the value.</param>
    public void Apply(float* first, int pixels, nint step, int block)
    {
        if (!IsNone)
            Apply(first, step, first, step, pixels, block);
    }

    /// <summary>Applies it to pixels of a block of channels.</summary>
    public void Apply(float* from, nint fromStep, float* to, nint toStep, int pixels, int block)
    {
        var row = new PlaceRow
        {
            From = from,
            FromStep = fromStep,
            To = to,
            ToStep = toStep,
            First = _first,
            Second = _second,
            Channels = _channels == 0 ? Map.Lanes : Math.Min(Map.Lanes, _channels - (block * Map.Lanes)),
        };
        _body(&row, pixels);
    }
}
