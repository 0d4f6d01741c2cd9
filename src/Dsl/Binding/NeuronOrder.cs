using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Ops;

namespace NetSpec.Dsl.Binding;

/// <summary>
/// A topological order of neurons: of those that may come next, always the first as written. So an order that is
/// topological already stays as it is.
/// </summary>
internal sealed class NeuronOrder
{
    private readonly IReadOnlyList<Neuron> _neurons;
    private readonly int _inputs;
    private readonly int[] _waiting;
    private readonly List<int> _order = [];

    /// <param name="neurons">The neurons, with antecedents numbered inputs first, then neurons as written.</param>
    /// <param name="inputs">The number of inputs.</param>
    public NeuronOrder(IReadOnlyList<Neuron> neurons, int inputs)
    {
        (_neurons, _inputs) = (neurons, inputs);
        _waiting = [.. neurons.Select(n => Antecedents(n).Count())];
        Sort();
    }

    /// <summary>Indices of the neurons in order; those that a circle holds up are missing.</summary>
    public IReadOnlyList<int> Order => _order;

    /// <summary>Neurons that feed each other in a circle, the last the same as the first; null when there is none.</summary>
    public IReadOnlyList<int>? Circle => _order.Count == _neurons.Count ? null : FindCircle();

    private void Sort()
    {
        var fed = _neurons.Select(_ => new List<int>()).ToArray();
        for (var i = 0; i < fed.Length; i++)
        {
            foreach (var antecedent in Antecedents(_neurons[i]))
            {
                fed[antecedent].Add(i);
            }
        }

        var ready = new SortedSet<int>(Enumerable.Range(0, fed.Length).Where(i => _waiting[i] == 0));
        while (ready.Count > 0)
        {
            var next = ready.Min;
            ready.Remove(next);
            _order.Add(next);
            ready.UnionWith(fed[next].Where(i => --_waiting[i] == 0));
        }
    }

    private List<int> FindCircle()
    {
        // Every neuron that still waits has an antecedent that still waits: walking back must come round.
        var places = new Dictionary<int, int>();
        var path = new List<int>();
        var next = Array.FindIndex(_waiting, count => count > 0);
        while (!places.ContainsKey(next))
        {
            places.Add(next, path.Count);
            path.Add(next);
            next = Antecedents(_neurons[next]).First(antecedent => _waiting[antecedent] > 0);
        }

        List<int> circle = [next, .. path.Skip(places[next]).Reverse()];
        return circle;
    }

    private IEnumerable<int> Antecedents(Neuron neuron) => neuron.Antecedents.Where(e => e.Source >= _inputs).Select(e => e.Source - _inputs);
}
