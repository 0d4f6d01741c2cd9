using System;
using System.Collections.Generic;

namespace NetSpec.Runtime.Paths;

/// <summary>The tensors of a path-norm pass, each computed from the network's parameters when it is asked for.</summary>
public sealed class PathWeights
{
    private readonly List<Func<float[]>> _recipes = [];
    private float[] _values = [];

    /// <summary>A tensor, computed anew.</summary>
    /// <param name="index">Its index in the pass.</param>
    public ReadOnlySpan<float> this[int index] => _recipes[index]();

    /// <summary>All tensors, one behind the other, where a pass reads them when it runs.</summary>
    public ReadOnlySpan<float> Values => _values;

    internal void Add(Func<float[]> recipe) => _recipes.Add(recipe);

    internal void Keep()
    {
        List<float> values = [];
        foreach (var recipe in _recipes)
        {
            values.AddRange(recipe());
        }

        _values = [.. values];
    }
}
