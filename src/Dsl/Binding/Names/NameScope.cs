using System.Collections.Generic;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Binding.Names;

/// <summary>
/// Gives layers their names. A net, and each use of a block, has a path; each of its bindings extends the path by its name
/// for the layers without <c>as</c>. Nodes and parameters have separate paths, which part where parameters are shared.
/// </summary>
internal sealed record NameScope
{
    private readonly NameCounters _nodes;
    private readonly NameCounters _parameters;
    private readonly Dictionary<(Span, string), int> _repeats = [];
    private readonly LayerName? _use;

    private NameScope(NameCounters nodes, NameCounters parameters, LayerName? use)
    {
        (_nodes, _parameters, _use) = (nodes, parameters, use);
        (NodePath, ParameterPath, Shares) = use is null ? ("", "", false) : (use.Node + ".", use.Parameters + ".", use.Shares);
        (NodeCounter, ParameterCounter) = (nodes.Of(NodePath), Counter(ParameterPath));
    }

    private string NodePath { get; init; }

    private string ParameterPath { get; init; }

    private bool Shares { get; init; }

    private NameCounter NodeCounter { get; init; }

    private NameCounter ParameterCounter { get; init; }

    /// <summary>The longer of the paths that names of layers begin with.</summary>
    public string LongestPath => NodePath.Length > ParameterPath.Length ? NodePath : ParameterPath;

    /// <summary>The scope of a whole net.</summary>
    public static NameScope Root() => new(new(), new(), null);

    /// <summary>The scope inside a use of a block.</summary>
    public NameScope Inside(LayerName use) => new(_nodes, _parameters, use);

    /// <summary>The scope of one binding.</summary>
    public NameScope Binding(string name) => this with
    {
        NodeCounter = _nodes.Of(NodePath + name + "."),
        ParameterCounter = Counter(ParameterPath + name + "."),
    };

    /// <summary>The scope inside a group with <c>as</c>: the group's name takes the place of the binding's.</summary>
    public NameScope Group(string name, bool numbered, Span span)
    {
        var path = Path(name, numbered, span) + ".";
        return this with
        {
            NodePath = NodePath + path,
            NodeCounter = _nodes.Of(NodePath + path),
            ParameterPath = ParameterPath + path,
            ParameterCounter = Counter(ParameterPath + path),
        };
    }

    /// <summary>The scope inside a group with <c>with</c>: nodes are named as if it had none, unless it has a name of its own too.</summary>
    public NameScope SharedGroup(string name, OwnName? own) => (own is null ? this : Group(own.Text, own.IsNumbered, own.Span)) with
    {
        ParameterPath = ParameterPath + name + ".",
        ParameterCounter = new(ParameterPath + name + "."),
        Shares = true,
    };

    /// <summary>The name of a layer or of a use of a block without <c>as</c>.</summary>
    public LayerName Auto(string keyword, Span span) => new(NodeCounter.Next(keyword), ParameterCounter.Next(keyword), Shares, span, _use);

    /// <summary>The name after <c>as</c>. It counts among the unnamed, so that naming one layer renames no other.</summary>
    public LayerName As(string keyword, string name, bool numbered, Span span)
    {
        var path = Path(name, numbered, span);
        return Auto(keyword, span) with { Node = NodePath + path, Parameters = ParameterPath + path };
    }

    /// <summary>The name after <c>with</c>: the parameters of a layer above, and a node of its own.</summary>
    public LayerName With(string keyword, string name, OwnName? own, Span span) =>
        (own is null ? Auto(keyword, span) : As(keyword, own.Text, own.IsNumbered, own.Span)) with
        {
            Parameters = ParameterPath + name,
            Shares = true,
            Span = span,
        };

    /// <summary>Shared parameters are those that the first use named, so each use of them counts from the start.</summary>
    private NameCounter Counter(string path) => Shares ? new(path) : _parameters.Of(path);

    /// <summary>A stage that is repeated without a number in its name is numbered here: c, c2, c3.</summary>
    private string Path(string name, bool numbered, Span span)
    {
        if (numbered)
        {
            return name;
        }

        var key = (span, NodePath + name);
        var count = _repeats[key] = _repeats.TryGetValue(key, out var before) ? before + 1 : 1;
        return count == 1 ? name : name + Rules.Text(count);
    }
}
