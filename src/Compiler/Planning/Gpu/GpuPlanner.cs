using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Compiler.Planning.Algorithms;
using NetSpec.Compiler.Planning.Fusing;
using NetSpec.Compiler.Planning.Remarks;
using NetSpec.Compiler.Planning.Storage;
using NetSpec.Compiler.Rewrites;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>Turns a net that <see cref="GpuRule"/> admits into a device program, fused as the program for the CPU is.</summary>
internal sealed class GpuPlanner
{
    /// <summary>Values begin at whole cache lines, whatever the batch: 32 floats of 4 bytes.</summary>
    private const int Alignment = 32;

    private readonly Net _net;
    private readonly SpokenNet _spoken;
    private readonly IReadOnlyList<Group> _groups;
    private readonly Distinct<GpuWeights> _weights = new(weights => weights with { Name = "" });
    private readonly DeviceValues _values;
    private readonly Dictionary<int, int> _outputOf = [];

    private GpuPlanner(Net source)
    {
        _net = Normalise.Run(source);
        _spoken = new SpokenNet(source);
        _groups = Fusion.Run(_net, new Readers(_net), ProgramPolicy.Forward);
        _values = new DeviceValues(_net);
    }

    /// <summary>The program of a net in one precision.</summary>
    /// <param name="net">The net, which has no <see cref="GpuRule.Problem"/>.</param>
    /// <param name="precision">The numbers in the device's memory.</param>
    /// <exception cref="PlanTooLargeException">The values of one sample cannot be addressed.</exception>
    public static GpuPlan Plan(Net net, DevicePrecision precision) => new GpuPlanner(net).Run(net, precision);

    private GpuPlan Run(Net source, DevicePrecision precision)
    {
        foreach (var group in _groups)
        {
            DeviceLowerings.Of(group.Anchor.Op).Lower(new DeviceScope(_net, group, _spoken, _values, _weights), group.Anchor.Op);
        }

        Deliver();
        var offsets = PlaceWorkspace(out var workspace);
        var steps = _values.Steps.Select(step => step.Place(Placed)).ToEquatableArray();
        return new(
            source.Namespace,
            source.Name,
            source.Arguments,
            source.Inputs.Select(id => new Port(source.Nodes[id].Name, source.Nodes[id].Shape, Embedding.VocabularyOf(source, id))).ToEquatableArray(),
            source.Outputs.Select(output => new Port(output.Name, source.Nodes[output.Node].Shape)).ToEquatableArray(),
            source.Parameters,
            source.Layout,
            precision,
            _weights.Items,
            steps,
            workspace,
            steps.Sum(step => step.About.MultiplyAdds));

        GpuValue Placed(GpuValue value) => value.Kind != GpuValueKind.Workspace ? value
            : _outputOf.TryGetValue(value.Index, out var output) ? value with { Kind = GpuValueKind.Output, Index = output }
            : value with { Index = offsets[value.Index] };
    }

    /// <summary>
    /// Computed outputs lie in the caller's memory: the first of several that are one value. Those that are inputs, or other outputs once more, are
    /// copied there.
    /// </summary>
    private void Deliver()
    {
        var copies = new List<GpuStep>();
        for (var i = 0; i < _net.Outputs.Count; i++)
        {
            var (output, node) = (_net.Outputs[i], _net.Nodes[_net.Outputs[i].Node]);
            var value = _values.ByChannel(node.Id);
            if (value.Kind == GpuValueKind.Workspace && !_outputOf.ContainsKey(value.Index))
            {
                _outputOf.Add(value.Index, i);
                continue;
            }

            var about = new StepInfo(output.Name, default, $"copy of {node.Name}", _spoken.Of(node).Shape, 0, 0);
            copies.Add(new GpuMapStep(about, null, value, null, value with { Kind = GpuValueKind.Output, Index = i }, Relu: false));
        }

        copies.ForEach(_values.Add);
    }

    /// <summary>All other values share one stretch of memory; the result is their offsets, by their numbers.</summary>
    private Dictionary<int, int> PlaceWorkspace(out int features)
    {
        var uses = new SortedDictionary<int, (int Features, int First, int Last)>();
        for (var i = 0; i < _values.Steps.Count; i++)
        {
            foreach (var value in _values.Steps[i].Reads.Append(_values.Steps[i].To))
            {
                if (value.Kind == GpuValueKind.Workspace && !_outputOf.ContainsKey(value.Index))
                    uses[value.Index] = (value.Features, uses.TryGetValue(value.Index, out var use) ? use.First : i, i);
            }
        }

        var offsets = BufferAllocator.Place([.. uses.Values.Select(use => new BufferRequest(RoundUp(use.Features), use.First, use.Last))], out var total);
        if (total > PlanTooLargeException.Limit)
        {
            throw new PlanTooLargeException(total);
        }

        features = (int)total;
        return uses.Keys.Zip(offsets, (value, offset) => (value, offset)).ToDictionary(pair => pair.value, pair => (int)pair.offset);
    }

    private static long RoundUp(int features) => ((long)features + Alignment - 1) / Alignment * Alignment;
}
