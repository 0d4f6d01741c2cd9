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
    private readonly IReadOnlyList<Group> _groups;
    private readonly Distinct<GpuWeights> _weights = new(weights => weights with { Name = "" });
    private readonly Dictionary<int, GpuValue> _places = [];

    private GpuPlanner(Net net)
    {
        _net = net;
        _groups = Fusion.Run(net, new Readers(net), ProgramPolicy.Forward);
    }

    /// <summary>The program of a net in one precision.</summary>
    /// <param name="net">The net; it went through <see cref="Normalise"/> and has no <see cref="GpuRule.Problem"/>.</param>
    /// <param name="precision">The numbers in the device's memory.</param>
    /// <exception cref="PlanTooLargeException">The values of one sample cannot be addressed.</exception>
    public static GpuPlan Plan(Net net, DevicePrecision precision) => new GpuPlanner(net).Run(precision);

    private GpuPlan Run(DevicePrecision precision)
    {
        var computed = _groups.Where(group => DeviceLowerings.Of(group.Anchor.Op).Lower is not null).ToList();
        PlacePorts(computed);
        var workspace = PlaceWorkspace(computed);
        var steps = computed.Select(Lower).Concat(Copies()).ToEquatableArray();
        return new(
            _net.Namespace,
            _net.Name,
            _net.Arguments,
            _net.Inputs.Select(id => new Port(_net.Nodes[id].Name, _net.Nodes[id].Shape)).ToEquatableArray(),
            _net.Outputs.Select(output => new Port(output.Name, _net.Nodes[output.Node].Shape)).ToEquatableArray(),
            _net.Parameters,
            _net.Layout,
            precision,
            _weights.Items,
            steps,
            workspace,
            steps.Sum(step => step.About.MultiplyAdds));
    }

    /// <summary>Inputs lie in the caller's memory, and computed outputs do: the first of several that name one value.</summary>
    private void PlacePorts(List<Group> computed)
    {
        for (var i = 0; i < _net.Inputs.Count; i++)
        {
            _places[_net.Inputs[i]] = new(GpuValueKind.Input, i, FeaturesOf(_net.Inputs[i]));
        }

        var results = new HashSet<int>(computed.Select(group => group.Result));
        for (var i = 0; i < _net.Outputs.Count; i++)
        {
            var value = _net.Outputs[i].Node;
            if (results.Contains(value) && !_places.ContainsKey(value))
            {
                _places[value] = new(GpuValueKind.Output, i, FeaturesOf(value));
            }
        }
    }

    /// <summary>All other values share one stretch of memory; the result is its features.</summary>
    private int PlaceWorkspace(List<Group> computed)
    {
        var lastUse = new Dictionary<int, int>();
        for (var i = 0; i < computed.Count; i++)
        {
            foreach (var value in computed[i].Reads.Append(computed[i].Result))
            {
                lastUse[value] = i;
            }
        }

        var (values, requests) = (new List<int>(), new List<BufferRequest>());
        for (var i = 0; i < computed.Count; i++)
        {
            var value = computed[i].Result;
            if (!_places.ContainsKey(value))
            {
                values.Add(value);
                requests.Add(new(RoundUp(FeaturesOf(value)), i, lastUse[value]));
            }
        }

        var offsets = BufferAllocator.Place(requests, out var total);
        if (total > PlanTooLargeException.Limit)
        {
            throw new PlanTooLargeException(total);
        }

        for (var i = 0; i < values.Count; i++)
        {
            _places[values[i]] = new(GpuValueKind.Workspace, (int)offsets[i], FeaturesOf(values[i]));
        }

        return (int)total;
    }

    private GpuStep Lower(Group group) => DeviceLowerings.Of(group.Anchor.Op).Lower!(new DeviceScope(_net, group, PlaceOf, _weights), group.Anchor.Op);

    /// <summary>Outputs that are inputs, or other outputs once more.</summary>
    private IEnumerable<GpuMapStep> Copies()
    {
        for (var i = 0; i < _net.Outputs.Count; i++)
        {
            var output = _net.Outputs[i];
            var (from, to) = (PlaceOf(output.Node), new GpuValue(GpuValueKind.Output, i, FeaturesOf(output.Node)));
            if (from != to)
            {
                var about = new StepInfo(output.Name, default, $"copy of {_net.Nodes[output.Node].Name}", _net.Nodes[output.Node].Shape, 0, 0);
                yield return new(about, null, from, null, to, Relu: false);
            }
        }
    }

    /// <summary>An input's flattened form is the input: its numbers stand in that order.</summary>
    private GpuValue PlaceOf(int value) =>
        _places[_net.Nodes[value].Op is Flatten ? _net.Nodes[value].Inputs[0] : value];

    private int FeaturesOf(int value) => _net.Nodes[value].Shape.Size;

    private static long RoundUp(int features) => ((long)features + Alignment - 1) / Alignment * Alignment;
}
