using System;
using System.Collections.Generic;
using System.ComponentModel;

namespace NetSpec.Runtime.Paths.Passes;

/// <summary>The tensors of a path-norm pass, each computed from the network's parameters when it is asked for.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PathWeights
{
    private readonly List<Func<float[]>> _recipes = [];
    private readonly List<PathTensor?> _tensors = [];
    private float[] _values = [];

    /// <summary>A tensor, computed anew.</summary>
    /// <param name="index">Its index in the pass.</param>
    public ReadOnlySpan<float> this[int index] => _recipes[index]();

    /// <summary>All tensors, one behind the other, where a pass reads them when it runs.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>Where a tensor stands in the network.</summary>
    internal PathTensor Tensor(int index) => _tensors[index] ?? throw new InvalidOperationException($"Tensor {index} of the pass is none of a layer.");

    internal void Add(Func<float[]> recipe, PathTensor? tensor = null)
    {
        _recipes.Add(recipe);
        _tensors.Add(tensor);
    }

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
