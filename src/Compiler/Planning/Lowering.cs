using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Compiler.Planning.Algorithms;
using NetSpec.Compiler.Planning.Fusing;
using NetSpec.Compiler.Planning.Lowerings;
using NetSpec.Compiler.Planning.Remarks;
using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Compiler.Planning.Storage;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning;

/// <summary>Turns scheduled operations into steps, now that all places are known.</summary>
/// <param name="net">The rewritten net.</param>
/// <param name="spoken">What is said of its nodes.</param>
/// <param name="readers">Who reads what.</param>
/// <param name="schedule">What is computed in which order.</param>
/// <param name="placement">Which values share memory.</param>
/// <param name="choices">Which kernels run.</param>
/// <param name="memory">Where values lie.</param>
internal sealed class Lowering(
    Net net, SpokenNet spoken, Readers readers, Schedule schedule, Placement placement, KernelChoices choices, Memory memory)
{
    private readonly Distinct<KernelShape> _shapes = new(shape => shape);
    private readonly Distinct<PackedWeights> _weights = new(weights => weights with { Name = "" });
    private readonly List<PlanStep> _steps = [];
    private readonly Dictionary<string, int> _kernels = [];
    private readonly bool _hasPanels = PanelRule.Holds(net);
    private readonly HashSet<int> _ports = [];
    private readonly Dictionary<int, int> _inputs = Enumerable.Range(0, net.Inputs.Count).ToDictionary(input => net.Inputs[input]);
    private readonly ILookup<int, int> _outputs = Enumerable.Range(0, net.Outputs.Count).ToLookup(output => net.Outputs[output].Node);

    public Net Net => net;

    public SpokenNet Spoken => spoken;

    public Placement Placement => placement;

    public KernelChoices Choices => choices;

    public Memory Memory => memory;

    public PlannedProgram Run()
    {
        // The steps before each operation: an operation without a step of its own happens between two.
        var before = new int[schedule.Operations.Count + 1];
        List<Unmoved> unmoved = [];
        for (var i = 0; i < schedule.Operations.Count; i++)
        {
            if (Lower(schedule.Operations[i], i) is { } step)
            {
                _steps.Add(step with { About = step.About with { Unmoved = unmoved.ToEquatableArray() } });
                unmoved.Clear();
            }
            else if (Descriptions.Unmoved(net, schedule.Operations[i].Group!) is { } remark)
            {
                unmoved.Add(remark);
            }

            before[i + 1] = _steps.Count;
        }

        int First(int operation) => before[operation];
        int Last(int operation) => before[operation + 1] - 1;

        return new PlannedProgram(
            _hasPanels,
            _shapes.Items,
            _weights.Items,
            _steps.ToEquatableArray(),
            Enumerable.Range(0, net.Nodes.Count)
                .Where(value => schedule.Written(value) >= 0)
                .OrderBy(schedule.Written)
                .Select(value => new StoredValue(
                    net.Nodes[value].Name, memory.PlaceOf(value), memory.BufferOf(value), Last(schedule.Written(value)), Last(schedule.LastUse(value))))
                .ToEquatableArray(),
            memory.Requests
                .Select((request, i) => new PlannedBuffer(memory.Offset(i), (int)request.Size, First(request.First), Last(request.Last))
                {
                    IsHead = memory.IsHead(i),
                })
                .ToEquatableArray(),
            memory.Size,
            new BatchHead(before[schedule.Head], memory.HeadSize));
    }

    /// <summary>The number of an input among the net's.</summary>
    public int InputIndex(int value) => _inputs[value];

    /// <summary>
    /// The output that a kernel can write to by itself when the net runs in panels: its results then lie in the caller's
    /// array as they do in a panel, and nobody else reads them.
    /// </summary>
    public int? PortOf(int value)
    {
        if (!_hasPanels || !IsBatchLast || readers[value].Count > 0)
            return null;

        var outputs = _outputs[value].ToList();
        if (outputs.Count != 1)
            return null;

        _ports.Add(outputs[0]);
        return outputs[0];
    }

    /// <summary>Indices of a kernel's shape and of its packed weights.</summary>
    public (int Shape, int Weights) PackKernel(Group group, KernelShape shape, AlgorithmChoice algorithm)
    {
        var anchor = group.Anchor;
        var index = _shapes.Add(shape);
        var factors = group.Factors.Select(node => new MergedFactor(node.Parameters[0], ((Kronecker)node.Op).Pattern)).ToEquatableArray();
        var channels = net.Nodes[group.Result].Shape.Channels;
        var weights = _weights.Add(
            new PackedWeights(anchor.Name, index, anchor.Parameters[0], factors, channels, EpilogueTerms.Of(group))
            {
                Algorithm = algorithm, IsTransposed = anchor.Op is Linear { IsTransposed: true },
            });
        _kernels[anchor.Name] = index;
        return (index, weights);
    }

    /// <summary>Index of the packed per-channel map of a group that is nothing else.</summary>
    public int PackAffine(Group group) =>
        _weights.Add(new PackedWeights(group.Anchor.Name, null, null, default, group.Anchor.Shape.Channels, EpilogueTerms.Of(group)));

    /// <summary>Index of the packed affine map of a group in which each place has numbers of its own.</summary>
    public int PackPlaces(Group group)
    {
        var shape = group.Anchor.Shape;
        return _weights.Add(new PackedWeights(group.Anchor.Name, null, null, default, shape.Size, EpilogueTerms.Of(group))
        {
            Positions = shape.Height * shape.Width,
        });
    }

    /// <summary>Index of the packed table of learned tokens of a group.</summary>
    public int PackTable(Group group) => _weights.Add(
        new PackedWeights(group.Anchor.Name, null, group.Anchor.Parameters[0], default, group.Anchor.Shape.Channels, default) { IsTable = true });

    /// <summary>The shape of the kernel of a node, or one of its own where the net has no such step.</summary>
    public (KernelShape Of, int Index) ShapeOf(string kernel, Op op, Place from, Place to)
    {
        if (!_kernels.TryGetValue(kernel, out var index))
            index = _shapes.Add(OpLowerings.Shape(op, from, to, residual: null));

        return (_shapes[index], index);
    }

    private PlanStep? Lower(Operation operation, int index)
    {
        if (operation.Output is { } output)
            return new StoreStep(About(operation.Stored), output, memory.PlaceOf(operation.Stored), IsBatchLast, _ports.Contains(output));

        var rule = operation.Group!.Rule;
        return rule.Lower(new LoweringScope(this, operation.Group, index, rule), operation.Group.Anchor.Op);
    }

    private bool IsBatchLast => net.Layout == BatchLayout.BatchLast;

    private StepInfo About(int value) => new(net.Nodes[value].Name, default, "", spoken.Of(net.Nodes[value]).Shape, 0, 0);
}
