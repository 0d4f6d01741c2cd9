using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>
/// What the shape rules of the ops have in common. In messages <c>{0}</c>, <c>{1}</c>, … stand for the operands; the
/// binder puts their names there.
/// </summary>
internal static class Rules
{
    /// <summary>The largest number of neurons in one value: a gigabyte of floats.</summary>
    public const long MaxSize = 1 << 28;

    public static ShapeRule? OneOperand(string keyword, IReadOnlyList<Shape> inputs) => inputs.Count == 1
        ? null
        : ShapeRule.Fail(ProblemCode.OperandCount, $"{keyword} takes one operand, not {Text(inputs.Count)}");

    public static ShapeRule? OneMap(string keyword, IReadOnlyList<Shape> inputs) => OneOperand(keyword, inputs) ?? (inputs[0].IsMap
        ? null
        : ShapeRule.Fail(
            ProblemCode.RankMismatch,
            $"{{0}} is {Found(inputs[0])}, but {keyword} takes channels x height x width{AlongLength(keyword, inputs[0])}"));

    /// <summary>A value of channels x length.</summary>
    public static ShapeRule? OneSequence(string keyword, IReadOnlyList<Shape> inputs) => OneOperand(keyword, inputs) ?? (inputs[0].IsSequence
        ? null
        : ShapeRule.Fail(
            ProblemCode.RankMismatch, $"{{0}} is {Found(inputs[0])}, but {keyword} takes channels x length"));

    /// <summary>One map, with channels that the groups of a convolution divide, as they must those of the result.</summary>
    public static ShapeRule? OneGroupedMap(string keyword, IReadOnlyList<Shape> inputs, int groups, int outChannels) => OneMap(keyword, inputs)
        ?? (inputs[0].Channels % groups == 0 && outChannels % groups == 0
            ? null
            : ShapeRule.Fail(
                ProblemCode.ShapeMismatch,
                $"{Text(groups)} groups must divide the {Text(inputs[0].Channels)} channels of {{0}} and the {Text(outChannels)} of the result"));

    /// <summary>The tensors of a linear map: its weight, then a bias with one element an output if it has one.</summary>
    public static IReadOnlyList<ParameterSpec> WeightAndBias(EquatableArray<int> weight, int outputs, bool hasBias, int fanIn = 0)
    {
        ParameterSpec spec = new("weight", weight, ParameterRole.Weight, fanIn);
        return hasBias ? [spec, new("bias", EquatableArray.Of(outputs), ParameterRole.Bias)] : [spec];
    }

    /// <summary>A value of tokens x features.</summary>
    public static ShapeRule? OneTokens(string keyword, IReadOnlyList<Shape> inputs) => OneOperand(keyword, inputs) ?? (inputs[0].IsSequence
        ? null
        : ShapeRule.Fail(
            ProblemCode.RankMismatch,
            $"{{0}} is {(inputs[0].IsVector ? "a vector of " : "")}{inputs[0]}, but {keyword} takes tokens x features"
                + (inputs[0].IsMap ? "; add -> tokens before it" : "")));

    /// <summary>A vector, or a map of 1x1 positions, which is the same thing.</summary>
    public static ShapeRule? OneVector(string keyword, IReadOnlyList<Shape> inputs) => OneOperand(keyword, inputs) ?? (inputs[0].IsPoint
        ? null
        : ShapeRule.Fail(
            ProblemCode.RankMismatch,
            $"{{0}} is {inputs[0]}, but {keyword} takes a vector; add -> flatten or -> {(inputs[0].IsSequence ? "avgpool1d" : "avgpool")}(global) before it"));

    /// <summary>A vector, or the tokens of a sequence, each of which is one.</summary>
    public static ShapeRule? OneOfFeatures(string keyword, IReadOnlyList<Shape> inputs) =>
        OneOperand(keyword, inputs) ?? (inputs[0].IsSequence ? null : OneVector(keyword, inputs));

    /// <summary>What is wrong with an op on operands that are, or are not, inputs of whole numbers; null when nothing is.</summary>
    public static string? Ids(Op op, IReadOnlyList<Op> operands)
    {
        for (var i = 0; i < operands.Count; i++)
        {
            var isInteger = operands[i] is Input { IsInteger: true };
            if (isInteger && !op.TakesIds)
                return $"{{{Text(i)}}} holds whole numbers, which embedding(vocabulary, features) alone takes, but here stands {op.Keyword}";
            if (!isInteger && op.TakesIds)
                return $"{{{Text(i)}}} holds no whole numbers; {op.Keyword} takes an input of them, such as input ids : 128 int";
        }

        return null;
    }

    public static ShapeRule Same(string keyword, IReadOnlyList<Shape> inputs) => OneOperand(keyword, inputs) ?? ShapeRule.Of(inputs[0]);

    public static ShapeRule Map(string what, long channels, long height, long width)
    {
        if (channels < 1 || height < 1 || width < 1)
        {
            return ShapeRule.Fail(ProblemCode.EmptyShape, $"{{0}} is too small for {what}: the result would be {Text(channels)}x{Text(height)}x{Text(width)}");
        }

        return Fits(channels, height, width)
            ? ShapeRule.Of(Shape.Map((int)channels, (int)height, (int)width))
            : ShapeRule.Fail(
                ProblemCode.TooLarge,
                $"the result of {what} would be {Text(channels)}x{Text(height)}x{Text(width)}; a value holds at most {Text(MaxSize)} numbers");
    }

    public static ShapeRule Vector(string what, long features)
    {
        if (features < 1)
        {
            return ShapeRule.Fail(ProblemCode.EmptyShape, $"the result of {what} would be {Text(features)} wide; it must be at least 1");
        }

        return features <= MaxSize
            ? ShapeRule.Of(Shape.Vector((int)features))
            : ShapeRule.Fail(ProblemCode.TooLarge, $"the result of {what} would be {Text(features)} wide; a value holds at most {Text(MaxSize)} numbers");
    }

    public static ShapeRule Sequence(string what, long first, long last)
    {
        if (first < 1 || last < 1)
        {
            return ShapeRule.Fail(ProblemCode.EmptyShape, $"{{0}} is too small for {what}: the result would be {Text(first)}x{Text(last)}");
        }

        return Fits(first, 1, last)
            ? ShapeRule.Of(Shape.Sequence((int)first, (int)last))
            : ShapeRule.Fail(
                ProblemCode.TooLarge, $"the result of {what} would be {Text(first)}x{Text(last)}; a value holds at most {Text(MaxSize)} numbers");
    }

    /// <summary>A value with another number of channels, elsewhere as it was.</summary>
    public static ShapeRule WithChannels(string what, Shape input, long channels) => input.IsVector ? Vector(what, channels)
        : input.IsSequence ? Sequence(what, channels, input.Width)
        : Map(what, channels, input.Height, input.Width);

    /// <summary>A vector of another size, or tokens with as many features each.</summary>
    public static ShapeRule WithFeatures(string what, Shape input, long features) =>
        input.IsSequence ? Sequence(what, input.Channels, features) : Vector(what, features);

    /// <summary>The map of all windows of a convolution or pool that fit into a map with its padding.</summary>
    /// <param name="what">The op, for a message.</param>
    /// <param name="channels">Channels of the result.</param>
    /// <param name="input">The operand.</param>
    /// <param name="rows">The windows from top to bottom.</param>
    /// <param name="columns">The windows from left to right.</param>
    /// <param name="ceil">Whether a last window may begin in the map and end beyond it.</param>
    public static ShapeRule WindowMap(string what, int channels, Shape input, Axis.Window rows, Axis.Window columns, bool ceil)
    {
        var (height, width) = (rows.Count(input.Height, ceil), columns.Count(input.Width, ceil));
        if (height > 0 && width > 0)
        {
            return Map(what, channels, height, width);
        }

        var map = $"{Text((long)input.Height + rows.Before + rows.After)}x{Text((long)input.Width + columns.Before + columns.After)}";
        return ShapeRule.Fail(ProblemCode.EmptyShape, string.Concat(
            $"{{0}} is too small for {what}: the kernel",
            (rows.Dilation, columns.Dilation) == (1, 1) ? "" : " with its dilation",
            $" takes {Text(rows.Span)}x{Text(columns.Span)}, more than the {map} of the map",
            (rows.Before, rows.After, columns.Before, columns.After) == default ? "" : " with its padding"));
    }

    public static ShapeRule Pool(string what, IReadOnlyList<Shape> inputs, Window window) =>
        WindowMap(what, inputs[0].Channels, inputs[0], Axis.Window.Rows(window), Axis.Window.Columns(window), window.CeilMode);

    public static string Describe(Extent extent) => $"{Text(extent.Height)}x{Text(extent.Width)}";

    /// <summary>A number where both sides agree, height and width otherwise.</summary>
    public static string Short(Extent extent) => extent.Height == extent.Width ? Text(extent.Height) : Describe(extent);

    public static string Describe(Padding pad) => pad == Padding.All(pad.Top)
        ? Text(pad.Top)
        : pad.Top == pad.Bottom && pad.Left == pad.Right ? $"{Text(pad.Top)}x{Text(pad.Left)}"
        : $"({Text(pad.Top)}, {Text(pad.Left)}, {Text(pad.Bottom)}, {Text(pad.Right)})";

    /// <summary>As an argument: a number, (height, width), or (top, left, bottom, right).</summary>
    public static string Spell(Padding pad) => pad == Padding.All(pad.Top) ? Text(pad.Top)
        : pad.Top == pad.Bottom && pad.Left == pad.Right ? $"({Text(pad.Top)}, {Text(pad.Left)})"
        : $"({Text(pad.Top)}, {Text(pad.Left)}, {Text(pad.Bottom)}, {Text(pad.Right)})";

    public static string Spell(bool flag) => flag ? "true" : "false";

    /// <summary>The shortest text that reads back as the same number.</summary>
    public static string Spell(double number) => number.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e');

    /// <summary>A call with the arguments that are not empty; the word alone where all are.</summary>
    public static string Call(string keyword, params string[] arguments) =>
        arguments.All(a => a.Length == 0) ? keyword : $"{keyword}({string.Join(", ", arguments.Where(a => a.Length > 0))})";

    /// <summary>Whether a layer has a bias, as an argument: empty where it has what a layer at its place has anyway.</summary>
    public static string Bias(bool hasBias, bool beforeBatchNorm) => Named("bias", Spell(hasBias), Spell(!beforeBatchNorm));

    /// <summary>An argument by name, empty when it is what the op takes anyway.</summary>
    public static string Named(string name, string value, string standard) => value == standard ? "" : $"{name}={value}";

    public static string Describe(Window window) => string.Concat(
        Describe(window.Kernel),
        $", stride {Short(window.Stride)}",
        window.Padding == default ? "" : $", pad {Describe(window.Padding)}",
        window.CeilMode ? ", ceil" : "");

    public static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Join(IEnumerable<Shape> shapes) => string.Join(", ", shapes.Select(s => s.ToString()));

    private static string Found(Shape shape) => shape.IsVector ? $"a vector of {shape}" : shape.ToString();

    /// <summary>What of two dimensions may have been meant where a map is taken: the end of a message, or nothing.</summary>
    private static string AlongLength(string keyword, Shape input) =>
        !input.IsSequence ? ""
        : OpCatalog.IsStage(keyword + "1d") ? $"; over channels x length it is {keyword}1d, and a map of one channel is 1x{input}"
        : $"; a map of one channel is 1x{input}";

    private static bool Fits(long channels, long height, long width) =>
        channels <= MaxSize && height <= MaxSize && width <= MaxSize && (decimal)channels * height * width <= MaxSize;
}
