using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;

namespace NetSpec.Runtime.Paths.Symmetries;

/// <summary>
/// Finds twins layer by layer. Each channel is a factor times a channel that stands for it, the first of its twins; what
/// enters a channel is written in terms of those, so that what is made of twins in the same way are twins as well.
/// </summary>
/// <remarks>
/// What enters a channel, divided by its ℓ² norm, is a direction. Equal directions have equal products with any fixed
/// vector: only channels with such products near each other's are compared in full, so that work and memory are those of
/// one walk over the parameters where there are no twins.
/// </remarks>
internal sealed class TwinSearch
{
    private readonly Architecture _architecture;
    private readonly double[] _theta;
    private readonly double _tolerance;
    private readonly LiveChannels _live;
    private readonly StandIn[][] _standIns;
    private readonly List<(Direction Direction, int Layer)> _neurons = [];
    private readonly Dictionary<(int Layer, int Channel), List<(int Layer, int Channel)>> _twins = [];

    private TwinSearch(Architecture architecture, double[] theta, double tolerance)
    {
        (_architecture, _theta, _tolerance) = (architecture, theta, tolerance);
        _live = new LiveChannels(architecture, theta);
        _standIns = new StandIn[architecture.Layers.Count][];
    }

    /// <summary>
    /// How far apart products with a vector of random numbers between -1 and 1 may be for directions within the tolerance:
    /// more than ten standard deviations.
    /// </summary>
    private double Slack => 16 * _tolerance;

    public static IReadOnlyList<TwinNeurons> Find(Architecture architecture, double[] theta, double tolerance)
    {
        var search = new TwinSearch(architecture, theta, tolerance);
        for (var i = 0; i < architecture.Layers.Count; i++)
        {
            search._standIns[i] = [.. Enumerable.Range(0, architecture.Layers[i].Shape.Channels).Select(channel => new StandIn(i, channel, 1))];
            if (architecture.Layers[i] is NeuronsLayer || !Sorts(architecture.Layers[i]))
                search.Enter(i);
        }

        return [.. search._twins.OrderBy(twins => twins.Key).Select(twins => search.Describe(twins.Value))];
    }

    /// <summary>Whether channels differ by what is done with all that enters them, which directions do not tell.</summary>
    private static bool Sorts(Layer layer)
    {
        var pixels = layer.Shape.Height * layer.Shape.Width;
        return Enumerable.Range(1, layer.Shape.Channels - 1).Any(channel => layer.KOf(channel * pixels) != layer.KOf(0));
    }

    private void Enter(int layer)
    {
        var graph = _architecture.Layers[layer];
        var reader = new DirectionReader(graph, _theta, _live, _standIns);
        if (graph is NeuronsLayer)
        {
            foreach (var direction in reader.Read([.. Enumerable.Repeat(true, graph.Size)]))
            {
                Match(direction, layer, _neurons.Where(earlier => SameActivation(earlier.Direction, earlier.Layer, direction, layer)));
                _neurons.Add((direction, layer));
            }

            return;
        }

        var earlier = new List<(Direction, int)>();
        foreach (var direction in reader.Read(Candidates(reader.Sketches())))
        {
            Match(direction, layer, earlier);
            earlier.Add((direction, layer));
        }
    }

    /// <summary>The channels whose sketch is near that of another.</summary>
    private bool[] Candidates(double[][] sketches)
    {
        var isCandidate = new bool[sketches.Length];
        var sorted = Enumerable.Range(0, sketches.Length).Where(channel => sketches[channel].Any(value => value != 0)).OrderBy(
            channel => sketches[channel][0]).ToArray();
        for (var i = 0; i < sorted.Length; i++)
        {
            for (var j = i + 1; j < sorted.Length && sketches[sorted[j]][0] - sketches[sorted[i]][0] <= Slack; j++)
            {
                if (!isCandidate[sorted[i]] || !isCandidate[sorted[j]])
                    isCandidate[sorted[i]] |= isCandidate[sorted[j]] |= sketches[sorted[i]].Zip(sketches[sorted[j]], (a, b) => Math.Abs(a - b)).Max() <= Slack;
            }
        }

        return isCandidate;
    }

    /// <summary>Lets the first of the earlier channels with the same direction stand for a channel.</summary>
    private void Match(Direction direction, int layer, IEnumerable<(Direction Direction, int Layer)> earlier)
    {
        foreach (var (other, otherLayer) in earlier)
        {
            var first = _standIns[otherLayer][other.Channel];
            if ((first.Layer, first.Channel) != (otherLayer, other.Channel) || Math.Abs(direction.Product - other.Product) > Slack
                || !direction.IsNear(other, _tolerance))
                continue;

            _standIns[layer][direction.Channel] = first with { Factor = direction.Norm / other.Norm };
            if (_architecture.Layers[layer].HasParameters)
            {
                if (!_twins.TryGetValue((otherLayer, other.Channel), out var twins))
                    _twins.Add((otherLayer, other.Channel), twins = [(otherLayer, other.Channel)]);
                twins.Add((layer, direction.Channel));
            }

            return;
        }
    }

    private bool SameActivation(Direction one, int oneLayer, Direction other, int otherLayer)
    {
        var (a, b) = (_architecture.Layers[oneLayer], _architecture.Layers[otherLayer]);
        return a.ActivationOf(one.Channel) == b.ActivationOf(other.Channel) && a.KOf(one.Channel) == b.KOf(other.Channel);
    }

    private TwinNeurons Describe(List<(int Layer, int Channel)> twins) => new(
        [.. twins.Select(twin => _architecture.Layers[twin.Layer])],
        [.. twins.Select(twin => twin.Channel)],
        [.. twins.Select(twin => _standIns[twin.Layer][twin.Channel].Factor)]);
}
