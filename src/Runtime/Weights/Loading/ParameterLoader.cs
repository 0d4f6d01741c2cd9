using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Runtime.Weights.Checks;

namespace NetSpec.Runtime.Weights.Loading;

/// <summary>Fills a store from safetensors files.</summary>
internal sealed class ParameterLoader
{
    private readonly ParameterMatch _match;
    private readonly WeightFiles _files;
    private readonly ParameterStore _store;
    private readonly List<NonFiniteValues> _nonFinite = [];

    /// <summary>Tensors that were read, and the parameter that has their values: tied ones share them.</summary>
    private readonly Dictionary<TensorInfo, ParameterInfo> _done = [];

    private ParameterLoader(ParameterMatch match, WeightFiles files, ParameterStore store) => (_match, _files, _store) = (match, files, store);

    /// <summary>The parameters of a network.</summary>
    public static ParameterStore Load(ParameterLayout layout, WeightFiles files, LoadOptions? options) =>
        Load(layout, files, options ?? LoadOptions.Strict, isMask: false);

    /// <summary>Masks of parameters; ones where there is none.</summary>
    public static ParameterStore LoadMask(ParameterLayout layout, WeightFiles files, LoadOptions? options) =>
        Load(layout, files, (options ?? LoadOptions.Strict) with { AllowMissing = true }, isMask: true);

    private static ParameterStore Load(ParameterLayout layout, WeightFiles files, LoadOptions options, bool isMask)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var match = new ParameterMatch(layout, files, options, isMask);
        if (match.Mismatches.Count > 0)
            throw new ParameterMismatchException(files.Name, match.Mismatches, match.Hint);

        // Everything is overwritten unless something is missing, and that is filled.
        var store = new ParameterStore(layout, GC.AllocateUninitializedArray<float>(layout.Size));
        var loader = new ParameterLoader(match, files, store);
        var filled = loader.Fill(isMask);
        loader.ReadAll();
        if (loader._nonFinite.Count > 0 && !options.AllowNonFinite)
            throw new NonFiniteParametersException(files.Name, loader._nonFinite);
        if (!options.AllowOutOfRange && ParameterRanges.Violations(store) is { Count: > 0 } violations)
            throw new ParameterRangeException(files.Name, violations);

        store.LoadReport = loader.Report(filled);
        return store;
    }

    private LoadReport Report(List<ParameterInfo> filled)
    {
        var combined = new List<ParameterInfo>();
        foreach (var parameter in _store.Layout)
        {
            if (_match.Sources[parameter.Index] is { Factor: not null })
                combined.Add(parameter);
        }

        return new(_files.Name)
        {
            Filled = filled,
            Reshaped = [.. _match.Reshaped.Distinct()],
            Combined = combined,
            Tied = _match.Tied,
            Ignored = [.. _match.Extra],
        };
    }

    private List<ParameterInfo> Fill(bool isMask)
    {
        var filled = new List<ParameterInfo>();
        foreach (var parameter in _store.Layout)
        {
            if (_match.Sources[parameter.Index] is not null)
                continue;

            _store[parameter.Index].Fill(isMask ? 1 : NeutralValues.Of(parameter.Role));
            filled.Add(parameter);
        }

        return filled;
    }

    private void ReadAll()
    {
        var reads = new List<(TensorInfo Tensor, ParameterInfo Parameter, float[]? Factor)>();
        foreach (var parameter in _store.Layout)
        {
            if (_match.Sources[parameter.Index] is not { } source)
                continue;

            reads.Add((source.Main, parameter, null));
            if (source.Factor is { } factor)
                reads.Add((factor, parameter, new float[factor.Elements]));
        }

        // In the order of the data: a stream that cannot seek has no other.
        foreach (var (tensor, parameter, factor) in reads.OrderBy(read => _files.FileOf(read.Tensor).Index).ThenBy(read => read.Tensor.Offset))
        {
            Read(tensor, parameter, factor ?? _store[parameter.Index], isWhole: _match.Sources[parameter.Index]!.Factor is null);
        }

        foreach (var (_, parameter, factor) in reads.Where(read => read.Factor is not null))
        {
            Multiply(parameter, factor!);
        }
    }

    private void Read(TensorInfo tensor, ParameterInfo parameter, Span<float> target, bool isWhole)
    {
        if (isWhole && _done.TryGetValue(tensor, out var twin))
        {
            _store[twin.Index].CopyTo(target);
            return;
        }

        var tally = _files.FileOf(tensor).File.ReadTallied(tensor, target, isMask: true);
        if (!tally.IsEmpty)
            _nonFinite.Add(tally.Of(isWhole ? parameter.Name : tensor.Name));
        if (isWhole)
            _done[tensor] = parameter;
    }

    /// <summary>A mask prunes or keeps: any other number in it would scale weights that nobody meant to scale.</summary>
    private void CheckMask(TensorInfo tensor, ReadOnlySpan<float> values)
    {
        if (values.IndexOfAnyExcept(0f, 1f) is >= 0 and var index)
            throw new SafetensorsException(_files.Name, tensor.Name, string.Create(CultureInfo.InvariantCulture,
                $"{values[index]} at index {index}; a mask holds zeros and ones."));
    }

    private void Multiply(ParameterInfo parameter, float[] factor)
    {
        var source = _match.Sources[parameter.Index]!;
        var values = _store[parameter.Index];
        if (source.FactorPart == TensorPart.Mask)
        {
            CheckMask(source.Factor!, factor);
            for (var i = 0; i < values.Length; i++)
            {
                values[i] *= factor[i];
            }
        }
        else
        {
            WeightNorm.Apply(values, factor, source.Main.Shape, WeightNorm.Axis(source.Main, source.Factor!)!.Value);
        }

        // A direction of zeros has no weight, though all its numbers are finite.
        var tally = new NonFiniteTally();
        tally.Add(values, 0);
        if (!tally.IsEmpty)
            _nonFinite.Add(tally.Of(parameter.Name));
    }
}
