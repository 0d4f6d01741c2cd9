using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths.Gates;
using NetSpec.Runtime.Paths.Norms;

namespace NetSpec.Runtime.Paths.Average;

/// <summary>
/// Goes through a data set, a few groups of samples at a time: one forward pass for the gates and one for the gated norms of
/// a group, then a backward pass for each output. Groups and outputs are shared out to threads; what is added up is added
/// up in the order of the samples.
/// </summary>
internal sealed class AveragePass
{
    private readonly Architecture _architecture;
    private readonly double[] _theta, _sizes;
    private readonly int[] _outputs;
    private readonly NeuronPlace[] _places;
    private readonly Magnitude[] _worst;
    private readonly AverageOptions _options;
    private readonly ParallelOptions _threads;

    private readonly RunningNorm[] _localOf, _gatedOf;
    private readonly List<SampleNorms> _kept = [];
    private RunningNorm _local, _gated;
    private int _samples;

    /// <param name="architecture">The network.</param>
    /// <param name="theta">Its effective parameters.</param>
    /// <param name="worst">The path norms ‖Φ^{→v}(θ)‖₁ of all outputs.</param>
    /// <param name="options">What to measure.</param>
    public AveragePass(Architecture architecture, double[] theta, IReadOnlyList<Magnitude> worst, AverageOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.Threads);
        (_architecture, _theta, _options) = (architecture, theta, options);
        _sizes = Array.ConvertAll(theta, Math.Abs);
        NeuronPlace[] places = [.. architecture.Outputs.SelectMany(
            layer => Enumerable.Range(0, architecture.Layers[layer].Size).Select(neuron => new NeuronPlace(layer, neuron)))];
        _outputs = Chosen(options.Outputs, places.Length);
        _places = Array.ConvertAll(_outputs, output => places[output]);
        _worst = Array.ConvertAll(_outputs, output => worst[output]);
        _localOf = new RunningNorm[_outputs.Length];
        _gatedOf = new RunningNorm[_outputs.Length];
        _threads = new() { MaxDegreeOfParallelism = options.Threads == 0 ? Environment.ProcessorCount : options.Threads };
    }

    public AverageNorms Run(IEnumerable<float[]> samples)
    {
        foreach (var chunk in samples.Chunk(SampleGroup.Lanes * _threads.MaxDegreeOfParallelism))
        {
            foreach (var group in Measure(chunk))
            {
                Add(group);
            }
        }

        if (_samples == 0)
            throw new ArgumentException("The data set is empty; a mean needs at least one sample.", nameof(samples));

        return new(
            _samples,
            _options.R,
            _local.Summary(),
            _gated.Summary(),
            Reduce(_worst),
            [.. _outputs.Select((output, i) => new OutputNorms(output, _localOf[i].Summary(), _gatedOf[i].Summary(), _worst[i]))],
            _kept);
    }

    private GroupNorms[] Measure(float[][] chunk)
    {
        float[][][] parts = [.. chunk.Chunk(SampleGroup.Lanes)];
        var groups = new GroupNorms[parts.Length];
        SampleGroup[] inputs = [.. parts.Select((part, i) => SampleGroup.Of(_architecture, part, _samples + (i * SampleGroup.Lanes)))];
        Parallel.For(0, groups.Length, _threads, i =>
        {
            var gates = ForwardGates.Run(_architecture, _theta, inputs[i]);
            var gated = GatedNormPass.Run(_architecture, _sizes, gates);
            groups[i] = new(inputs[i], gates, Array.ConvertAll(_outputs, output => gated[output]), new Magnitude[_outputs.Length][]);
        });
        Parallel.For(0, groups.Length * _outputs.Length, _threads, i =>
        {
            var (group, output) = (groups[i / _outputs.Length], i % _outputs.Length);
            group.Local[output] = LocalNormPass.Run(_architecture, _theta, group.Gates, _places[output]);
        });
        return groups;
    }

    private void Add(GroupNorms group)
    {
        for (var lane = 0; lane < group.Samples.Count; lane++)
        {
            var norms = group.Sample(lane, _samples++, _outputs, _worst);
            _local.Add(Reduce(norms.Local));
            _gated.Add(Reduce(norms.Gated));
            for (var i = 0; i < _outputs.Length; i++)
            {
                _localOf[i].Add(norms.Local[i]);
                _gatedOf[i].Add(norms.Gated[i]);
            }

            if (_options.KeepSamples)
                _kept.Add(norms);
        }
    }

    private Magnitude Reduce(IReadOnlyList<Magnitude> norms) => PathNorms.Reduce([.. norms], q: 1, _options.R);

    private static int[] Chosen(IReadOnlyList<int>? outputs, int count)
    {
        int[] chosen = outputs is null ? [.. Enumerable.Range(0, count)] : [.. outputs];
        if (chosen.Length == 0)
            throw new ArgumentException("No outputs are chosen; choose at least one.", nameof(outputs));
        foreach (var output in chosen)
        {
            if ((uint)output >= (uint)count)
                throw new ArgumentOutOfRangeException(nameof(outputs), output, $"The network has {count} outputs, counted from 0.");
        }

        return chosen.Distinct().Count() == chosen.Length ? chosen : throw new ArgumentException("An output is chosen twice.", nameof(outputs));
    }
}
