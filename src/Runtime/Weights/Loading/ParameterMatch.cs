using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Weights.Names;
using NetSpec.Runtime.Weights.Safetensors;

namespace NetSpec.Runtime.Weights.Loading;

/// <summary>Which tensors of a file make which parameter of a network, and everything that does not fit.</summary>
internal sealed class ParameterMatch
{
    private const string BatchCounter = "num_batches_tracked";

    private readonly ParameterLayout _layout;
    private readonly LoadOptions _options;
    private readonly bool _isMask;
    private readonly ParameterTensors?[] _sources;
    private readonly Dictionary<(int Parameter, TensorPart Part), TensorInfo> _parts = [];
    private readonly List<ParameterMismatch> _mismatches = [];
    private readonly List<(TensorInfo Tensor, string Name)> _extra = [];

    /// <param name="layout">The network's parameters.</param>
    /// <param name="files">The tensors.</param>
    /// <param name="options">How they become parameters.</param>
    /// <param name="isMask">Whether they are masks, which may be of whole numbers and booleans.</param>
    public ParameterMatch(ParameterLayout layout, WeightFiles files, LoadOptions options, bool isMask)
    {
        (_layout, _options, _isMask) = (layout, options, isMask);
        _sources = new ParameterTensors?[layout.Count];
        foreach (var tensor in files.Tensors)
        {
            if (options.Target(tensor.Name) is { } name)
                Take(tensor, name);
        }

        Combine();
        Tie(files);
        AddExtra();
        AddMissing();
        var missing = layout.Where(p => _sources[p.Index] is null).Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        Mismatches = [.. _mismatches.OrderBy(m => m.Kind)];
        if (Mismatches.Count > 0)
            Hint = LoadHints.Of(
                files.Name, missing, isMask, isNothingThere: !isMask && missing.Count == layout.Count, [.. _extra.Select(e => e.Name)], files.Tensors, options);
    }

    /// <summary>Everything that the options do not allow, by kind.</summary>
    public IReadOnlyList<ParameterMismatch> Mismatches { get; }

    /// <summary>Ways out, if there are mismatches.</summary>
    public string? Hint { get; }

    /// <summary>The tensors of each parameter, null where it is missing.</summary>
    public ReadOnlySpan<ParameterTensors?> Sources => _sources;

    public List<ParameterInfo> Reshaped { get; } = [];

    public List<ParameterInfo> Tied { get; } = [];

    public IEnumerable<string> Extra => _extra.Select(e => e.Tensor.Name);

    /// <summary>PyTorch's batch-norms count their batches; nothing at inference needs the count.</summary>
    private static bool IsBatchCounter(string name) =>
        name == BatchCounter || name.EndsWith("." + BatchCounter, StringComparison.Ordinal);

    private void Take(TensorInfo tensor, string name)
    {
        if (_layout.TryGet(name, out var parameter))
            TakePart(tensor, parameter, TensorPart.Whole);
        else if (!_isMask && PyTorchNames.TryParse(name, out var whole, out var part) && _layout.TryGet(whole, out parameter))
            TakePart(tensor, parameter, part);
        else if (!IsBatchCounter(name))
            _extra.Add((tensor, name));
    }

    private void TakePart(TensorInfo tensor, ParameterInfo parameter, TensorPart part)
    {
        if (_parts.TryAdd((parameter.Index, part), tensor))
            return;

        var both = $"{Quoted.Name(_parts[(parameter.Index, part)].Name)} and {Quoted.Name(tensor.Name)}";
        _mismatches.Add(new(ParameterMismatchKind.Duplicate, parameter.Name, TensorDims.Format(parameter.Dims), both));
    }

    /// <summary>Makes a source of the parts of each parameter. Parts that make none are extra.</summary>
    private void Combine()
    {
        foreach (var parameter in _layout)
        {
            if (Part(parameter, TensorPart.Whole) is { } whole)
                _sources[parameter.Index] = Checked(parameter, new(whole));
            else if (Part(parameter, TensorPart.Original) is { } original && Part(parameter, TensorPart.Mask) is { } mask)
                _sources[parameter.Index] = Checked(parameter, new(original, mask, TensorPart.Mask));
            else if (Part(parameter, TensorPart.Direction) is { } direction && Part(parameter, TensorPart.Magnitude) is { } magnitude)
                _sources[parameter.Index] = Checked(parameter, new(direction, magnitude, TensorPart.Magnitude));
        }

        foreach (var ((index, _), tensor) in _parts.OrderBy(part => part.Value.Offset))
        {
            if (_sources[index] is not { } source || (source.Main != tensor && source.Factor != tensor))
                _extra.Add((tensor, _options.Target(tensor.Name)!));
        }
    }

    private TensorInfo? Part(ParameterInfo parameter, TensorPart part) => _parts.GetValueOrDefault((parameter.Index, part));

    /// <summary>Safetensors' own writer keeps one of several tied tensors, and the other names in the metadata.</summary>
    private void Tie(WeightFiles files)
    {
        if (_sources.All(source => source is not null))
            return;

        var byName = files.Tensors.GroupBy(tensor => tensor.Name, StringComparer.Ordinal).ToDictionary(
            group => group.Key, group => group.First(), StringComparer.Ordinal);
        foreach (var (alias, kept) in files.Metadata)
        {
            if (!byName.TryGetValue(kept, out var tensor) || byName.ContainsKey(alias) || _options.Target(alias) is not { } name)
                continue;
            if (!_layout.TryGet(name, out var parameter) || _sources[parameter.Index] is not null)
                continue;

            _sources[parameter.Index] = Checked(parameter, new(tensor));
            _extra.RemoveAll(extra => extra.Tensor == tensor);
            Tied.Add(parameter);
        }
    }

    private ParameterTensors Checked(ParameterInfo parameter, ParameterTensors source)
    {
        CheckShape(parameter, source.Main);
        CheckType(parameter, source.Main, _isMask);
        if (source.Factor is { } factor)
        {
            CheckType(parameter, factor, source.FactorPart == TensorPart.Mask);
            if (source.FactorPart == TensorPart.Mask)
                CheckShape(parameter, factor);
            else if (WeightNorm.Axis(source.Main, factor) is null)
                AddShape(parameter, factor, "these are the magnitudes of weight normalisation, one for each index of one dimension or one for all");
        }

        return source;
    }

    private void CheckShape(ParameterInfo parameter, TensorInfo tensor)
    {
        var fit = ShapeFits.Of(tensor.Shape, parameter.Dims);
        if (fit == ShapeFit.OnesDiffer && _options.AllowReshape)
            Reshaped.Add(parameter);
        else if (fit != ShapeFit.Same)
            AddShape(parameter, tensor, ShapeFits.Advice(fit));
    }

    private void AddShape(ParameterInfo parameter, TensorInfo tensor, string? advice) => _mismatches.Add(
        new(ParameterMismatchKind.Shape, parameter.Name, TensorDims.Format(parameter.Dims), TensorDims.Format(tensor.Shape), advice)
        {
            Tensor = OwnName(parameter, tensor),
        });

    private void CheckType(ParameterInfo parameter, TensorInfo tensor, bool isMask)
    {
        if (!TensorTypes.IsReadable(tensor.Type) && !(isMask && TensorTypes.IsMask(tensor.Type)))
            _mismatches.Add(new(ParameterMismatchKind.Type, parameter.Name, TensorDims.Format(parameter.Dims), TensorTypes.Spelling(tensor.Type))
            {
                Tensor = OwnName(parameter, tensor),
            });
    }

    /// <summary>The name of a tensor that is not called as its parameter: one part of several, or one of tied tensors.</summary>
    private string? OwnName(ParameterInfo parameter, TensorInfo tensor) => _options.Target(tensor.Name) == parameter.Name ? null : tensor.Name;

    private void AddExtra()
    {
        if (!_options.AllowExtra)
            _mismatches.AddRange(_extra.Select(
                e => new ParameterMismatch(ParameterMismatchKind.Extra, e.Tensor.Name, null, TensorDims.Format(e.Tensor.Shape)) { Renamed = Renamed(e.Name) }));
    }

    private void AddMissing()
    {
        // A file with nothing of the network is not one that lacks something.
        if (_options.AllowMissing && (_layout.Count == 0 || _sources.Any(source => source is not null)))
            return;

        var missing = _layout.Where(parameter => _sources[parameter.Index] is null).ToList();
        var guesses = NearTensors.Of(missing, _extra);
        foreach (var parameter in missing)
        {
            var mismatch = new ParameterMismatch(ParameterMismatchKind.Missing, parameter.Name, TensorDims.Format(parameter.Dims), null);
            _mismatches.Add(guesses.TryGetValue(parameter.Index, out var guess)
                ? mismatch with { Suggestion = guess.Tensor.Name, Renamed = Renamed(guess.Name) }
                : mismatch);
        }
    }

    /// <summary>The new name of a tensor, if there is a renaming to blame.</summary>
    private string? Renamed(string name) => _options.Rename is null ? null : name;
}
