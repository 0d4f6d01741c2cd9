using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Runtime.Weights;

/// <summary>Fills a store from a safetensors file.</summary>
internal static class ParameterLoader
{
    public static ParameterStore Load(ParameterLayout layout, SafetensorsFile file, LoadOptions? options)
    {
        ArgumentNullException.ThrowIfNull(layout);
        options ??= LoadOptions.Strict;
        var match = new ParameterMatch(layout, file.Tensors, options);
        if (match.Mismatches.Count > 0)
            throw new ParameterMismatchException(file.Name, match.Mismatches, match.Hint());

        // Everything is overwritten unless something may be missing.
        var store = options.AllowMissing
            ? new ParameterStore(layout)
            : new ParameterStore(layout, GC.AllocateUninitializedArray<float>(layout.Size));
        var nonFinite = ReadAll(match, file, store);
        if (nonFinite.Count > 0 && !options.AllowNonFinite)
            throw new NonFiniteParametersException(file.Name, nonFinite);
        return store;
    }

    private static List<NonFiniteValues> ReadAll(ParameterMatch match, SafetensorsFile file, ParameterStore store)
    {
        var pairs = new List<(TensorInfo Tensor, ParameterInfo Parameter)>();
        foreach (var parameter in store.Layout)
        {
            if (match.TensorOf[parameter.Index] is { } tensor)
                pairs.Add((tensor, parameter));
        }

        // In the order of the file: a stream that cannot seek has no other.
        var nonFinite = new List<NonFiniteValues>();
        foreach (var (tensor, parameter) in pairs.OrderBy(p => p.Tensor.Offset))
        {
            var tally = file.ReadTallied(tensor, store[parameter.Index]);
            if (!tally.IsEmpty)
                nonFinite.Add(tally.Of(parameter.Name));
        }

        return nonFinite;
    }
}
