using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Planning.Fusing;
using NetSpec.Compiler.Planning.Remarks;
using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Compiler.Planning.Storage;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Lowerings;

/// <summary>An operation whose step is made: its values and their places, and what steps are made of.</summary>
/// <param name="program">The program that the step is a part of.</param>
/// <param name="group">What is computed.</param>
/// <param name="operation">Its position in the schedule.</param>
/// <param name="rule">How its op runs.</param>
internal sealed class LoweringScope(Lowering program, Group group, int operation, OpLowering rule)
{
    /// <summary>What a map that is read, or filled, is called where it has a name.</summary>
    public const string Source = "from", To = "to";

    /// <summary>What is computed.</summary>
    public Group Group => group;

    /// <summary>The net, in which operands are looked up.</summary>
    public Net Net => program.Net;

    /// <summary>What a reader wants to know about the step.</summary>
    public StepInfo About { get; } = StepInfo.Of(program.Net, group, program.Spoken);

    /// <summary>Where the result goes.</summary>
    public Place Result => program.Memory.PlaceOf(group.Result);

    /// <summary>The result, when its border is to be cleared.</summary>
    public Place? Clear => Result is { Border: > 0, IsPlanar: false } result && !program.Placement.Overwrites(group.Result) ? result : null;

    /// <summary>Memory of the step's own, where it asked for some.</summary>
    public Place? Scratch => program.Memory.ScratchOf(operation);

    /// <summary>Whether the step also computes panels.</summary>
    public bool RunsInPanels => rule.InPanels;

    /// <summary>Whether the samples of each value lie together in the caller's memory.</summary>
    public bool IsBatchLast => program.Net.Layout == BatchLayout.BatchLast;

    /// <summary>The number of an input among the net's.</summary>
    public int InputIndex => program.InputIndex(group.Result);

    /// <summary>Whether the only operand lies where the result is to be.</summary>
    public bool IsInPlace => program.Placement.IsSame(group.Anchor.Inputs[0], group.Result);

    /// <summary>Whether the result lies in the only operand, from a channel on.</summary>
    public bool IsInOperand(int channel) => program.Placement.IsPart(group.Result, group.Anchor.Inputs[0], channel);

    /// <summary>The result as an argument.</summary>
    public CallArgument Target => new CallArgument.Map(To, Result, PlaceUse.Write);

    /// <summary>Whether negative results become zero, and the function that is applied last where there is one.</summary>
    public IEnumerable<CallArgument> Activation => [new CallArgument.Flag("relu", group.Relu), .. Then];

    private IEnumerable<CallArgument> Then => FunctionOf(group);

    /// <summary>What its kernel and the one before become together; asked of a group that has one before it.</summary>
    private Joint Joint => rule.Joint ?? throw new InvalidOperationException($"'{group.Anchor.Op.Keyword}' takes up no layer before it.");

    /// <summary>Where an operand lies.</summary>
    public Place From(int operand) => program.Memory.PlaceOf(group.First.Anchor.Inputs[operand]);

    /// <summary>An operand as an argument.</summary>
    public CallArgument Operand(int operand, string local) => new CallArgument.Map(local, From(operand), rule.InPlace ? PlaceUse.ReadInPlace : PlaceUse.Read);

    /// <summary>A kernel from one map to another.</summary>
    /// <param name="kernel">Its type and method.</param>
    /// <param name="arguments">What follows the two maps.</param>
    public CallStep Map(string kernel, params CallArgument[] arguments) => Call(kernel, [Operand(0, Source), Target, .. arguments]);

    /// <summary>A kernel that takes maps.</summary>
    public CallStep Call(string kernel, params CallArgument[] arguments) =>
        new(About, Clear, rule.InPanels, EquatableArray.Of(new KernelCall(kernel, null, EquatableArray.Of(arguments))));

    /// <summary>A call that sums costs and fills no value.</summary>
    public CallStep Leaf(KernelCall call) => new(About, null, rule.InPanels, EquatableArray.Of(call with { SumsCosts = true }));

    /// <summary>The kernel that the plan chose, with all that is fused into it.</summary>
    public CallStep Kernel()
    {
        var (shape, algorithm) = program.Choices.KernelOf(operation);
        int? before = null;
        List<CallArgument> arguments = [];
        if (group.Before is { } first)
        {
            var (firstShape, firstAlgorithm, _) = program.Choices.KernelBefore(operation);
            (before, var firstWeights) = program.PackKernel(first, firstShape, firstAlgorithm);
            arguments.Add(new CallArgument.Weights(firstWeights));
        }

        var (index, weights) = program.PackKernel(group, shape, algorithm);
        arguments.AddRange(
        [
            new CallArgument.Weights(weights),
            new CallArgument.Offset(CallStep.Input, From(0), PlaceUse.Read),
            new CallArgument.Offset(CallStep.Output, Result, PlaceUse.Write),
        ]);
        if (group.Residual is { } residual)
            arguments.Add(new CallArgument.Offset(CallStep.Residual, program.Memory.PlaceOf(residual), PlaceUse.ReadInPlace));
        if (group.Before is { Relu: true })
            arguments.Add(new CallArgument.Flag("innerRelu", true));
        if (group.Before?.Function is { } inner)
            arguments.Add(inner with { Label = "innerThen" });
        if (group.Relu)
            arguments.Add(new CallArgument.Flag("relu", true));
        arguments.AddRange(Then);
        if (program.PortOf(group.Result) is { } port)
            arguments.Add(new CallArgument.Port(port));
        arguments.AddRange(algorithm.Settings.Select(setting => new CallArgument.Number(setting.Name, setting.Value)));

        var (kernel, how) = before is null
            ? (algorithm.Kernel, algorithm.Description)
            : (Joint.Kernel, program.Choices.KernelBefore(operation).Description);
        var call = new KernelCall($"{kernel}.Run", index, arguments.ToEquatableArray()) { Before = before };
        return new(About with { Algorithm = how }, Clear, rule.InPanels, EquatableArray.Of(call));
    }

    /// <summary>The kernel of a factor over the channels of each position of a map.</summary>
    public CallStep KernelOnPositions()
    {
        var (shape, algorithm) = program.Choices.KernelOf(operation);
        var (index, weights) = program.PackKernel(group, shape, algorithm);
        List<CallArgument> arguments = [new CallArgument.Weights(weights), Operand(0, Source), Target];
        if (group.Residual is { } residual)
            arguments.Add(new CallArgument.Map("", program.Memory.PlaceOf(residual), PlaceUse.ReadInPlace, CallStep.Residual));
        if (group.Relu)
            arguments.Add(new CallArgument.Flag("relu", true));
        arguments.AddRange(Then);
        var call = new KernelCall($"{algorithm.Kernel}.RunPositions", index, arguments.ToEquatableArray());
        return new(About with { Algorithm = algorithm.Description }, Clear, rule.InPanels, EquatableArray.Of(call));
    }

    /// <summary>The kernel of several factors in a row over the channels of each position of a map.</summary>
    public CallStep ChainOnPositions()
    {
        var (shape, algorithm) = program.Choices.KernelOf(operation);
        List<CallArgument> arguments = [Operand(0, Source), Target];
        foreach (var (layer, layerShape, choice) in program.Choices.KernelsBefore(operation).Append((group, shape, algorithm)))
        {
            var (index, weights) = program.PackKernel(layer, layerShape, choice);
            arguments.Add(new CallArgument.Stage(index, weights, layer.Relu, layer.Function));
        }

        if (group.Residual is { } residual)
            arguments.Add(new CallArgument.Map("", program.Memory.PlaceOf(residual), PlaceUse.ReadInPlace, CallStep.Residual));
        var call = new KernelCall($"{Joint.Kernel}.Run", null, arguments.ToEquatableArray());
        return new(About with { Algorithm = program.Choices.KernelBefore(operation).Description }, Clear, rule.InPanels, EquatableArray.Of(call));
    }

    /// <summary>The kernel that computes the convolution before a pool, and the pool.</summary>
    public CallStep Pooled(Window window)
    {
        var first = group.First;
        var (shape, algorithm, how) = program.Choices.KernelBefore(operation);
        var (index, weights) = program.PackKernel(first, shape, algorithm);
        CallArgument[] arguments =
        [
            new CallArgument.Weights(weights),
            new CallArgument.Offset(CallStep.Input, From(0), PlaceUse.Read),
            Target,
            new CallArgument.Pool(window),
            .. first.Relu ? (CallArgument[])[new CallArgument.Flag("relu", true)] : [],
            .. FunctionOf(first),
        ];
        var call = new KernelCall($"{Joint.Kernel}.Run", null, EquatableArray.Of(arguments)) { Before = index };
        return new(About with { Algorithm = how }, Clear, rule.InPanels, EquatableArray.Of(call));
    }

    /// <summary>Index of the packed per-channel map of a group that is nothing else.</summary>
    public int PackAffine() => program.PackAffine(group);

    /// <summary>Index of the packed affine map of a group in which each place has numbers of its own.</summary>
    public int PackPlaces() => program.PackPlaces(group);

    /// <summary>Index of the packed table of learned tokens.</summary>
    public int PackTable() => program.PackTable(group);

    /// <summary>The shape of a kernel that another step has already, or one of its own where the net has no such step.</summary>
    public (KernelShape Of, int Index) ShapeOf(string kernel, Dsl.Ops.Op op, Place from, Place to) => program.ShapeOf(kernel, op, from, to);

    /// <summary>What a bilinear upsampling is, for its kernels.</summary>
    public static CallArgument[] Interpolation(Interpolate op) =>
    [
        new CallArgument.Number("factorHeight", op.Factor.Height),
        new CallArgument.Number("factorWidth", op.Factor.Width),
        new CallArgument.Flag("alignsCorners", op.AlignsCorners),
    ];

    /// <summary>The operands of a concat that lie elsewhere than their channels of it, which are given.</summary>
    public IEnumerable<(int Operand, int Channel)> PartsElsewhere()
    {
        var channel = 0;
        for (var i = 0; i < group.Anchor.Inputs.Count; i++)
        {
            var part = group.Anchor.Inputs[i];
            if (!program.Placement.IsPart(part, group.Anchor.Id, channel))
                yield return (i, channel);

            channel += program.Net.Nodes[part].Shape.Channels;
        }
    }

    private static IEnumerable<CallArgument> FunctionOf(Group of) => of.Function is { } function ? [function with { Label = "then" }] : [];
}
