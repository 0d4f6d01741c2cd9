using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Generator.Tests.Sparse;

/// <summary>
/// The neurons of a <see cref="PlainNet"/> that scale together: what a frozen edge ties, and the ends of edges that have one
/// weight. Neurons between two factors are tied to nothing.
/// </summary>
internal sealed class PlainTies
{
    private readonly PlainNet _net;
    private readonly Dictionary<(int Value, int Index), (int Value, int Index)> _parents = [];

    public PlainTies(PlainNet net)
    {
        _net = net;
        for (var value = 1; value <= net.Output; value++)
        {
            for (var i = 0; i < net.Width(value); i++)
            {
                switch (net.Stages[value - 1])
                {
                    case PlainStage.Bias or PlainStage.Relu:
                        Tie((value, i), (value - 1, i));
                        break;
                    case PlainStage.Add add:
                        Tie((value, i), (value - 1, i));
                        Tie((value, i), (add.Value, i));
                        break;
                    case PlainStage.Factor { SharedWith: > 0 and var first }:
                        Tie((value, i), (first, i));
                        for (var s = 0; s < net.Width(value - 1); s++)
                            Tie((value - 1, s), (first - 1, s));
                        break;
                }
            }
        }

        var all = Enumerable.Range(0, net.Output + 1).SelectMany(value => Enumerable.Range(0, net.Width(value)).Select(i => (value, i)));
        var ends = Enumerable.Range(0, net.Inputs).Select(i => (0, i)).Concat(Enumerable.Range(0, net.Width(net.Output)).Select(i => (net.Output, i))).Select(Root).ToHashSet();
        Groups = [.. all.GroupBy(Root).Where(group => !ends.Contains(group.Key)).Select(group => group.ToHashSet())];
    }

    /// <summary>Neurons that scale together, as values and indices; without those that are tied to an input or output.</summary>
    public IReadOnlyList<HashSet<(int Value, int Index)>> Groups { get; }

    /// <summary>The free parameters, with the neuron that each enters and the one that it leaves; a bias leaves none.</summary>
    public IEnumerable<(int Parameter, (int Value, int Index) Target, (int Value, int Index)? Source)> Edges()
    {
        for (var value = 1; value <= _net.Output; value++)
        {
            for (var r = 0; r < _net.Width(value); r++)
            {
                if (_net.Stages[value - 1] is PlainStage.Bias)
                    yield return (_net.Offset(value) + r, (value, r), null);
                for (var s = 0; _net.Stages[value - 1] is PlainStage.Factor && s < _net.Width(value - 1); s++)
                {
                    if (_net.Element(value, r, s) is >= 0 and var parameter)
                        yield return (parameter, (value, r), (value - 1, s));
                }
            }
        }
    }

    private (int, int) Root((int, int) neuron) => _parents.TryGetValue(neuron, out var parent) ? Root(parent) : neuron;

    private void Tie((int, int) one, (int, int) other)
    {
        var (a, b) = (Root(one), Root(other));
        if (a != b)
            _parents[a] = b;
    }
}
