using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Passes.Adjoints;
using NetSpec.Compiler.Passes.PathNorms;
using NetSpec.Compiler.Planning.Algorithms;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning;

/// <summary>Turns scheduled operations into steps, now that all places are known.</summary>
internal sealed class Lowering(Net net, Readers readers, Schedule schedule, Placement placement, KernelChoices choices, Memory memory)
{
    private readonly Distinct<KernelShape> _shapes = new(shape => shape);
    private readonly Distinct<PackedWeights> _weights = new(weights => weights with { Name = "" });
    private readonly List<PlanStep> _steps = [];
    private readonly Dictionary<string, (int Shape, int Weights)> _kernels = [];
    private readonly bool _hasPanels = PanelRule.Holds(net);
    private readonly HashSet<int> _ports = [];
    private readonly Dictionary<int, int> _inputs = Enumerable.Range(0, net.Inputs.Count).ToDictionary(input => net.Inputs[input]);
    private readonly ILookup<int, int> _outputs = Enumerable.Range(0, net.Outputs.Count).ToLookup(output => net.Outputs[output].Node);

    public PlannedProgram Run()
    {
        // The steps before each operation: an operation without a step of its own happens between two.
        var before = new int[schedule.Operations.Count + 1];
        for (var i = 0; i < schedule.Operations.Count; i++)
        {
            if (Lower(schedule.Operations[i], i) is { } step)
            {
                _steps.Add(step);
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
                .Select(value => new StoredValue(net.Nodes[value].Name, memory.PlaceOf(value), memory.BufferOf(value), Last(schedule.Written(value)), Last(schedule.LastUse(value))))
                .ToEquatableArray(),
            memory.Requests
                .Select((request, i) => new PlannedBuffer(memory.Offset(i), (int)request.Size, First(request.First), Last(request.Last)))
                .ToEquatableArray(),
            memory.Size);
    }

    private PlanStep? Lower(Operation operation, int index)
    {
        if (operation.Output is { } output)
            return new StoreStep(About(operation.Stored), output, memory.PlaceOf(operation.Stored), IsBatchLast, _ports.Contains(output));

        var group = operation.Group!;
        if (group.Anchor.Op is CostOp cost)
            return new CostLowering(memory, _shapes, _kernels).Step(group.Anchor, cost, About(group));

        var to = memory.PlaceOf(group.Result);
        var clear = to is { Border: > 0, IsPlanar: false } && !placement.Overwrites(group.Result) ? to : null;
        var about = About(group);
        return group.Anchor.Op switch
        {
            Input => new LoadStep(about, clear, _inputs[group.Result], to, IsBatchLast),
            Conv2D or ConvTranspose2D or Linear or Kronecker => Kernel(group, index, about, clear, to),
            Bias or Scale or BatchNorm => new AffineStep(about, clear, Affine(group), From(group), to, group.Relu),
            Add => new AddStep(about, clear, From(group), memory.PlaceOf(group.Anchor.Inputs[1]), to, group.Relu),
            Relu => new ReluStep(about, clear, From(group), to),
            MaxPool2D pool => new MaxPoolStep(about, clear, From(group), to, pool.Window, pool.K),
            AvgPool2D pool => new AveragePoolStep(about, clear, From(group), to, pool.Window, pool.CountIncludePad),
            AdaptiveAvgPool2D => new AdaptiveAveragePoolStep(about, clear, From(group), to),
            Ones => new FillStep(about, clear, to),
            SumPool sum => new SumPoolStep(about, clear, From(group), to, sum.Pool.Sliding, sum.Divisor),
            Stretch stretch => new StretchStep(about, clear, From(group), to, stretch.Rows, stretch.Columns),
            Slice slice => new SliceStep(about, clear, From(group), to, slice.First),
            Unflatten => new UnflattenStep(about, clear, From(group), to),
            Shrink shrink => new ShrinkStep(about, clear, From(group), to, shrink.Rows, shrink.Columns),
            Spread { Pool: var sum } => new SpreadStep(about, clear, From(group), to, sum.Pool.Sliding, sum.Divisor),
            Pad pad => new PadStep(about, clear, From(group), to, pad.Front, pad.Sides.Top, pad.Sides.Left),
            Upsample upsample => new UpsampleStep(about, clear, From(group), to, upsample.Factor),
            GroupSort sort => new GroupSortStep(about, clear, From(group), to, sort.GroupSize),
            TopK => new TopKStep(about, clear, From(group), to),
            Flatten => placement.IsSame(group.Anchor.Inputs[0], group.Result) ? null : new FlattenStep(about, From(group), to),
            Concat => Copies(group.Anchor, about, clear, to),
            Neurons neurons => NeuronsLowering.Step(net, group.Anchor, neurons, about, From(group), to, memory.ScratchOf(index)),
            var op => throw new System.NotSupportedException($"The planner knows no step for '{op.Keyword}'."),
        };
    }

    private bool IsBatchLast => net.Layout == BatchLayout.BatchLast;

    private Place From(Group group) => memory.PlaceOf(group.Anchor.Inputs[0]);

    private KernelStep Kernel(Group group, int index, StepInfo about, Place? clear, Place to)
    {
        var anchor = group.Anchor;
        var from = From(group);
        var residual = group.Residual is { } value ? memory.PlaceOf(value) : null;
        var (kernelShape, algorithm) = choices.KernelOf(index);
        var shape = _shapes.Add(kernelShape);
        var factors = group.Factors.Select(node => new SparseFactor(node.Parameters[0], ((Kronecker)node.Op).Pattern)).ToEquatableArray();
        var weights = _weights.Add(new PackedWeights(anchor.Name, shape, anchor.Parameters[0], factors, to.Channels, EpilogueTerms.Of(group)) { Algorithm = algorithm });
        _kernels[anchor.Name] = (shape, weights);
        return new KernelStep(Chosen(about, algorithm), clear, algorithm, shape, weights, from, to, residual, memory.ScratchOf(index), group.Relu, PortOf(group.Result));
    }

    /// <summary>
    /// The output that a kernel can write to by itself when the net runs in panels: its results then lie in the caller's
    /// array as they do in a panel, and nobody else reads them.
    /// </summary>
    private int? PortOf(int value)
    {
        if (!_hasPanels || !IsBatchLast || readers[value].Count > 0)
            return null;

        var outputs = _outputs[value].ToList();
        if (outputs.Count != 1)
            return null;

        _ports.Add(outputs[0]);
        return outputs[0];
    }

    private int Affine(Group group) =>
        _weights.Add(new PackedWeights(group.Anchor.Name, null, null, default, group.Anchor.Shape.Channels, EpilogueTerms.Of(group)));

    private ConcatStep? Copies(Node concat, StepInfo about, Place? clear, Place to)
    {
        var copies = new List<ConcatPart>();
        var channel = 0;
        foreach (var part in concat.Inputs)
        {
            if (!placement.IsPart(part, concat.Id, channel))
            {
                copies.Add(new ConcatPart(memory.PlaceOf(part), channel));
            }

            channel += net.Nodes[part].Shape.Channels;
        }

        return copies.Count == 0 ? null : new ConcatStep(about, clear, to, copies.ToEquatableArray());
    }

    private StepInfo About(int value) => new(net.Nodes[value].Name, default, "", net.Nodes[value].Shape, 0, 0);

    private static StepInfo Chosen(StepInfo about, AlgorithmChoice algorithm) => about with { Algorithm = algorithm.Description };

    private StepInfo About(Group group) => StepInfo.Of(net, group);
}
