using System;
using System.Collections.Generic;
using System.ComponentModel;
using NetSpec.Runtime.Kernels;

namespace NetSpec.Runtime.Paths.Passes;

/// <summary>The tensors of a path-norm pass, each computed from the network's parameters when it is asked for.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PathWeights
{
    private readonly List<DerivedWeights> _recipes = [];
    private readonly List<PathTensor?> _tensors = [];
    private float[] _values = [];

    /// <summary>A tensor.</summary>
    /// <param name="index">Its index in the pass.</param>
    public DerivedWeights this[int index] => _recipes[index];

    /// <summary>All tensors, one behind the other, where a pass reads them when it runs.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>Where a tensor stands in the network.</summary>
    internal PathTensor Tensor(int index) => _tensors[index] ?? throw new InvalidOperationException($"Tensor {index} of the pass is none of a layer.");

    internal void Add(Func<float[]> recipe, PathTensor? tensor = null, DerivedRows? rows = null)
    {
        _recipes.Add(new(recipe, rows));
        _tensors.Add(tensor);
    }

    internal void Keep()
    {
        List<float> values = [];
        foreach (var recipe in _recipes)
        {
            values.AddRange(recipe.ToArray());
        }

        _values = [.. values];
    }
}
