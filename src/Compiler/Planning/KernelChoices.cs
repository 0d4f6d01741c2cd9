using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Planning.Algorithms;
using NetSpec.Compiler.Planning.Fusing;
using NetSpec.Compiler.Planning.Lowerings;
using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Compiler.Planning.Storage;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning;

/// <summary>
/// The algorithm of each operation that has several, and the scratch of each: decided once borders are known, before memory is
/// dealt out.
/// </summary>
internal sealed class KernelChoices
{
    private readonly Dictionary<int, (KernelShape Shape, AlgorithmChoice Choice)> _kernels = [];
    private readonly Dictionary<int, (IReadOnlyList<(Group Group, KernelShape Shape, AlgorithmChoice Choice)> Layers, string Description)> _before = [];
    private readonly Dictionary<int, long> _scratch = [];

    public KernelChoices(Schedule schedule, Placement placement, ProgramPolicy policy)
    {
        for (var i = 0; i < schedule.Operations.Count; i++)
        {
            if (schedule.Operations[i].Group is not { } group)
                continue;

            if (group.Rule.Shape is not null)
            {
                var shape = ShapeOf(group, placement);
                _kernels[i] = (shape, AlgorithmChoice.Of(shape, policy));
            }
            else if (group.Rule.Scratch(group.Anchor.Op, group.Anchor.Shape) is > 0 and var size)
            {
                _scratch.Add(i, size);
            }

            if (group.Before is { } before)
            {
                var layers = before.Chain
                    .Select(layer => (Group: layer, Shape: ShapeOf(layer, placement)))
                    .Select(layer => (layer.Group, layer.Shape, AlgorithmChoice.Of(layer.Shape, policy)))
                    .ToList();
                var (_, shape, choice) = layers[layers.Count - 1];
                var own = _kernels.TryGetValue(i, out var kernel) ? kernel.Shape : null;
                _before[i] = (layers, group.Rule.Joint!.Describe(new(shape, group.Anchor.Op, own, group.Anchor.Shape), choice));
            }
        }
    }

    /// <summary>What an operation's kernel is specialised to, and its algorithm.</summary>
    public (KernelShape Shape, AlgorithmChoice Choice) KernelOf(int operation) => _kernels[operation];

    /// <summary>The same of the layer that an operation's kernel computes before its own, and what to say of the two.</summary>
    public (KernelShape Shape, AlgorithmChoice Choice, string Description) KernelBefore(int operation)
    {
        var (layers, description) = _before[operation];
        var (_, shape, choice) = layers[layers.Count - 1];
        return (shape, choice, description);
    }

    /// <summary>The same of all layers that an operation's kernel computes before its own, first to last.</summary>
    public IReadOnlyList<(Group Group, KernelShape Shape, AlgorithmChoice Choice)> KernelsBefore(int operation) => _before[operation].Layers;

    /// <summary>The operations that need scratch, in order, and how many floats each.</summary>
    public IEnumerable<(int Operation, long Size)> Scratch => _scratch.OrderBy(request => request.Key).Select(request => (request.Key, request.Value));

    private static KernelShape ShapeOf(Group group, Placement placement)
    {
        var residual = group.Residual is { } value ? placement.Form(value) : null;
        var op = group.Pattern is { } pattern ? new Kronecker(pattern) : group.Anchor.Op;
        return OpLowerings.Shape(op, placement.Form(group.Anchor.Inputs[0]), placement.Form(group.Result), residual);
    }
}
