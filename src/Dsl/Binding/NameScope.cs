using System.Collections.Generic;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Binding;

/// <summary>
/// Gives layers their names. A net, and each use of a block, has a path; each of its bindings extends the path by its name
/// for the layers without <c>as</c>. Nodes and parameters have separate paths, which part where parameters are shared.
/// </summary>
internal sealed class NameScope
{
    private readonly string _nodes;
    private readonly string _parameters;
    private readonly bool _shares;
    private readonly NameCounter _nodeCounter;
    private readonly NameCounter _parameterCounter;
    private readonly Dictionary<(Span, string), int> _repeats;

    private NameScope(string nodes, string parameters, bool shares, NameCounter nodeCounter, NameCounter parameterCounter, Dictionary<(Span, string), int> repeats)
    {
        (_nodes, _parameters, _shares) = (nodes, parameters, shares);
        (_nodeCounter, _parameterCounter, _repeats) = (nodeCounter, parameterCounter, repeats);
    }

    /// <summary>The scope of a whole net.</summary>
    public static NameScope Root() => Of("", "", shares: false);

    /// <summary>The scope inside a use of a block.</summary>
    public static NameScope Inside(LayerName use) => Of(use.Node + ".", use.Parameters + ".", use.Shares);

    /// <summary>The scope of one binding.</summary>
    public NameScope Binding(string name) =>
        new(_nodes, _parameters, _shares, new(_nodes + name + "."), new(_parameters + name + "."), _repeats);

    /// <summary>The scope inside a group with <c>as</c>: the group's name takes the place of the binding's.</summary>
    public NameScope Group(string name, bool numbered, Span span)
    {
        var path = Path(name, numbered, span);
        var (nodes, parameters) = (_nodes + path + ".", _parameters + path + ".");
        return new(nodes, parameters, _shares, new(nodes), new(parameters), _repeats);
    }

    /// <summary>The scope inside a group with <c>with</c>: nodes are named as if it had none.</summary>
    public NameScope SharedGroup(string name)
    {
        var parameters = _parameters + name + ".";
        return new(_nodes, parameters, true, _nodeCounter, new(parameters), _repeats);
    }

    /// <summary>The name of a layer or of a use of a block without <c>as</c>.</summary>
    public LayerName Auto(string keyword, Span span) => new(_nodeCounter.Next(keyword), _parameterCounter.Next(keyword), _shares, span);

    /// <summary>The name after <c>as</c>. It counts among the unnamed, so that naming one layer renames no other.</summary>
    public LayerName As(string keyword, string name, bool numbered, Span span)
    {
        Auto(keyword, span);
        var path = Path(name, numbered, span);
        return new(_nodes + path, _parameters + path, _shares, span);
    }

    /// <summary>The name after <c>with</c>: the parameters of a layer above, and a node of its own.</summary>
    public LayerName With(string keyword, string name, Span span) => Auto(keyword, span) with { Parameters = _parameters + name, Shares = true };

    /// <summary>A stage that is repeated without a number in its name is numbered here: c, c2, c3.</summary>
    private string Path(string name, bool numbered, Span span)
    {
        if (numbered)
        {
            return name;
        }

        var key = (span, _nodes + name);
        var count = _repeats[key] = _repeats.TryGetValue(key, out var before) ? before + 1 : 1;
        return count == 1 ? name : name + Rules.Text(count);
    }

    private static NameScope Of(string nodes, string parameters, bool shares) => new(nodes, parameters, shares, new(nodes), new(parameters), []);
}
