using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Ops;

namespace NetSpec.Dsl.Graph;

/// <summary>
/// The nodes and parameters of a net that is being built: where each tensor lies, which are shared and how many there may be. What is wrong
/// comes back as words, to report at a place in a spec or to throw.
/// </summary>
internal sealed class NetParts
{
    /// <summary>How many parameters a net may have: the longest array of floats, less what alignment and vector overrun need.</summary>
    public const long MaxParameters = int.MaxValue - 4_096;

    private readonly List<Node> _nodes = [];
    private readonly List<Parameter> _parameters = [];
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Layer> _layers = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _owners = [];

    public IReadOnlyList<Node> Nodes => _nodes;

    public IReadOnlyList<Parameter> Parameters => _parameters;

    /// <summary>The layers whose parameters can be shared.</summary>
    public IReadOnlyCollection<string> Layers => _layers.Keys;

    /// <summary>The number of elements of all tensors.</summary>
    public long StoreSize { get; private set; }

    /// <summary>The name of a tensor.</summary>
    public static string FullName(string layer, string suffix) => layer.Length == 0 ? suffix : suffix.Length == 0 ? layer : layer + "." + suffix;

    /// <summary>The shapes of nodes.</summary>
    public Shape[] Shapes(IEnumerable<int> nodes) => [.. nodes.Select(id => _nodes[id].Shape)];

    /// <summary>Adds a node.</summary>
    /// <returns>Its id.</returns>
    public int Append(string name, Op op, IReadOnlyList<int> inputs, Shape shape, IReadOnlyList<int> parameters, StatementPlace place)
    {
        _nodes.Add(new(_nodes.Count, name, op, new(inputs), shape, new(parameters), place));
        return _nodes.Count - 1;
    }

    /// <summary>Has an input hold whole numbers.</summary>
    public void MakeInteger(int input) => _nodes[input] = _nodes[input] with { Op = new Input(IsInteger: true) };

    /// <summary>Whether a tensor has that name.</summary>
    public bool HasParameter(string fullName) => _indices.ContainsKey(fullName);

    /// <summary>Adds a tensor of a layer; null where there are more parameters with it than a net may have, and nothing is added.</summary>
    /// <returns>Its index.</returns>
    public int? Declare(string fullName, ParameterSpec spec)
    {
        var size = spec.Dims.Aggregate(1m, (product, dim) => product * dim);
        if (StoreSize + size > MaxParameters)
            return null;

        _indices.Add(fullName, _parameters.Count);
        _parameters.Add(new(fullName, spec.Dims, spec.Role, StoreSize, spec.FanIn) { MustBePositive = spec.MustBePositive });
        StoreSize += (long)size;
        return _parameters.Count - 1;
    }

    /// <summary>Notes that a layer has its tensors, so that others can share them.</summary>
    public void Complete(string layer, Op op, IReadOnlyList<int> parameters)
    {
        _layers[layer] = new(op, parameters);
        _owners[parameters[0]] = layer;
    }

    /// <summary>The layer whose tensors a node uses; null where it uses none.</summary>
    public string? LayerOf(int node) => _nodes[node].Parameters.Count > 0 && _owners.TryGetValue(_nodes[node].Parameters[0], out var layer) ? layer : null;

    /// <summary>The tensors of a layer; null when there is no such layer.</summary>
    public IReadOnlyList<int>? ParametersOf(string layer) => _layers.TryGetValue(layer, out var found) ? found.Parameters : null;

    /// <summary>Has an op use the tensors of a layer.</summary>
    /// <returns>Why it cannot; null when it can.</returns>
    public string? Share(string layer, Op op, IReadOnlyList<ParameterSpec> specs)
    {
        var owner = _layers[layer];
        var theirs = owner.Parameters.Select(i => _parameters[i]).ToArray();
        var fits = owner.Op.ParameterForm == op.ParameterForm && theirs.Length == specs.Count
            && theirs.Zip(specs, (a, b) => a.Role == b.Role && a.Dims == b.Dims).All(equal => equal);
        if (!fits)
            return $"'{layer}' is {Describe(owner.Op, theirs.Select(p => p.Dims))}, but here stands {Describe(op, specs.Select(s => s.Dims))}; only equal "
                + "parameters can be shared";

        for (var i = 0; i < specs.Count; i++)
        {
            var index = owner.Parameters[i];
            _parameters[index] = _parameters[index] with { MustBePositive = _parameters[index].MustBePositive || specs[i].MustBePositive };
        }

        return null;
    }

    /// <summary>The words for one tensor too many.</summary>
    public static string TooMany(string fullName, ParameterSpec spec) =>
        $"with '{fullName}' ({Join(spec.Dims)}) the net has more than {Rules.Text(MaxParameters)} parameters";

    private static string Describe(Op op, IEnumerable<EquatableArray<int>> dims) => $"{op.Keyword} with {string.Join(" and ", dims.Select(Join))}";

    private static string Join(EquatableArray<int> dims) => string.Join("x", dims.Select(dim => Rules.Text(dim)));

    private sealed record Layer(Op Op, IReadOnlyList<int> Parameters);
}
