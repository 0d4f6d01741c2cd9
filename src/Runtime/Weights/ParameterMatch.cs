using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Runtime.Weights;

/// <summary>Which tensor of a file goes to which parameter of a network, and everything that does not fit.</summary>
internal sealed class ParameterMatch
{
    private const string BatchCounter = "num_batches_tracked";

    /// <summary>How many missing names get a suggestion, and among how many extra ones: comparing all could take minutes.</summary>
    private const int MostSuggestions = 32, MostCandidates = 1000;

    /// <summary>How many prefixes are tried for the hint.</summary>
    private const int MostPrefixes = 16;

    private readonly ParameterLayout _layout;
    private readonly LoadOptions _options;
    private readonly TensorInfo?[] _tensorOf;
    private readonly List<ParameterMismatch> _mismatches = [];
    private readonly List<string> _extraNames = [];

    public ParameterMatch(ParameterLayout layout, IReadOnlyList<TensorInfo> tensors, LoadOptions options)
    {
        _layout = layout;
        _options = options;
        _tensorOf = new TensorInfo?[layout.Count];
        foreach (var tensor in tensors)
        {
            if (options.Target(tensor.Name) is not { } name)
                continue;
            if (layout.TryGet(name, out var parameter))
                Assign(tensor, parameter);
            else if (!IsBatchCounter(name))
                AddExtra(tensor, name);
        }

        AddMissing();
        _mismatches = _mismatches.OrderBy(m => m.Kind).ToList();
    }

    /// <summary>Everything that the options do not allow, by kind.</summary>
    public IReadOnlyList<ParameterMismatch> Mismatches => _mismatches;

    /// <summary>The tensor for each parameter, null where it is missing.</summary>
    public ReadOnlySpan<TensorInfo?> TensorOf => _tensorOf;

    /// <summary>A way out, when all missing parameters stand in the file under a common prefix.</summary>
    public string? Hint()
    {
        var missing = _layout.Where(p => _tensorOf[p.Index] is null).Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        var count = missing.Count;
        if (count == 0 || _extraNames.Count < count || _options.Rename is not null)
            return null;

        var first = missing.First();
        foreach (var extra in _extraNames.Where(e => e.Length > first.Length && e.EndsWith(first, StringComparison.Ordinal)).Take(MostPrefixes))
        {
            var prefix = extra[..^first.Length];
            var found = _extraNames.Count(e => e.StartsWith(prefix, StringComparison.Ordinal) && missing.Contains(e[prefix.Length..]));
            if (found == count)
                return $"Every missing parameter is there behind {Quoted.Name(prefix)}: load with {nameof(LoadOptions)} {{ {nameof(LoadOptions.Prefix)} = \"{Quoted.Plain(_options.Prefix + prefix)}\" }}.";
        }

        return null;
    }

    /// <summary>PyTorch's batch-norms count their batches; nothing at inference needs the count.</summary>
    private static bool IsBatchCounter(string name) =>
        name == BatchCounter || name.EndsWith("." + BatchCounter, StringComparison.Ordinal);

    private void Assign(TensorInfo tensor, ParameterInfo parameter)
    {
        var expected = TensorDims.Format(parameter.Dims);
        if (_tensorOf[parameter.Index] is { } other)
        {
            var both = $"{Quoted.Name(other.Name)} and {Quoted.Name(tensor.Name)}";
            _mismatches.Add(new(ParameterMismatchKind.Duplicate, parameter.Name, expected, both));
            return;
        }

        _tensorOf[parameter.Index] = tensor;
        if (!SameShape(tensor.Shape, parameter.Dims))
            _mismatches.Add(new(ParameterMismatchKind.Shape, parameter.Name, expected, TensorDims.Format(tensor.Shape)));
        else if (!TensorTypes.IsReadable(tensor.Type))
            _mismatches.Add(new(ParameterMismatchKind.Type, parameter.Name, expected, TensorTypes.Spelling(tensor.Type)));
    }

    private void AddExtra(TensorInfo tensor, string name)
    {
        _extraNames.Add(name);
        if (!_options.AllowExtra)
            _mismatches.Add(new(ParameterMismatchKind.Extra, tensor.Name, null, TensorDims.Format(tensor.Shape)));
    }

    private void AddMissing()
    {
        if (_options.AllowMissing)
            return;

        var suggestions = 0;
        foreach (var parameter in _layout)
        {
            if (_tensorOf[parameter.Index] is not null)
                continue;

            var near = suggestions++ < MostSuggestions ? NearNames.Nearest(parameter.Name, _extraNames.Take(MostCandidates)) : null;
            _mismatches.Add(new(ParameterMismatchKind.Missing, parameter.Name, TensorDims.Format(parameter.Dims), null, near));
        }
    }

    private static bool SameShape(ReadOnlySpan<long> found, ReadOnlySpan<int> expected)
    {
        if (found.Length != expected.Length)
            return false;

        for (var i = 0; i < found.Length; i++)
        {
            if (found[i] != expected[i])
                return false;
        }

        return true;
    }
}
