using System;
using System.Collections.Generic;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Planning;

/// <summary>Items in order of first appearance, each once; two are one when their keys are equal.</summary>
internal sealed class Distinct<T>(Func<T, T> key)
    where T : notnull
{
    private readonly List<T> _items = [];
    private readonly Dictionary<T, int> _indices = [];

    public EquatableArray<T> Items => _items.ToEquatableArray();

    /// <summary>The item of an index.</summary>
    public T this[int index] => _items[index];

    /// <summary>The item's index, new or old.</summary>
    public int Add(T item)
    {
        var itemKey = key(item);
        if (!_indices.TryGetValue(itemKey, out var index))
        {
            index = _items.Count;
            _indices.Add(itemKey, index);
            _items.Add(item);
        }

        return index;
    }
}
