using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Bench.Sparse;

/// <summary>Arrays that serve one case after another, so that their pages are touched once. Each is as large as was asked for at most so far.</summary>
internal sealed class FloatPool : IDisposable
{
    private readonly Dictionary<string, AlignedFloats> _arrays = [];

    /// <summary>At least so many floats. What was given under the name before is gone where it was smaller.</summary>
    public AlignedFloats Get(string name, long length)
    {
        if (_arrays.TryGetValue(name, out var array) && array.Span.Length >= length)
            return array;

        array?.Dispose();
        _arrays.Remove(name);
        return _arrays[name] = new(length);
    }

    public void Dispose()
    {
        foreach (var array in _arrays.Values.ToArray())
        {
            array.Dispose();
        }
    }
}
