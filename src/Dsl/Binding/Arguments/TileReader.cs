using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax;
using NetSpec.Dsl.Text;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Dsl.Binding.Arguments;

/// <summary>Reads the settings of a <c>tune</c> line.</summary>
internal sealed class TileReader(SourceLines lines, ProblemBag problems)
{
    private const string Tile = "tile";
    private const string Thread = "thread";
    private const string Warp = "warp";
    private const string Interleaved = "interleaved";
    private const string Usage = "tile=128x128x8 thread=8x8 (warp=64x32 on tensor cores)";

    private static readonly string[] Settings = [Tile, Thread, Warp, Interleaved];

    private readonly ConstEvaluator _evaluator = new(problems);

    /// <summary>The tile; null when something in it is wrong, which is then reported. What is null is unknown: nothing is reported about it.</summary>
    public KernelTile? Read(TuneLine line, KsPattern? pattern, DevicePrecision? precision, BatchLayout? layout)
    {
        var call = new CallStage(line.Span, new(line.Subject, Keywords.Tune), line.Settings, null);
        var slots = ArgumentSlots.Match(call, Settings, Usage, problems);
        if (!slots.IsComplete)
        {
            return null;
        }

        var (tile, thread, warp, interleaved) = (slots[0], slots[1], slots[2], slots[3]);
        if (tile is null || (thread is null && warp is null))
        {
            var missing = tile is null ? "'tile'" : "'thread' or 'warp'";
            problems.Report(ProblemCode.MissingArgument, line.Tile, $"tune needs {missing}: {Usage}");
            return null;
        }

        if (thread is not null && warp is not null)
        {
            problems.Report(
                ProblemCode.ArgumentConflict,
                warp.Span,
                "a tile has the part of a thread or, on tensor cores, that of a warp; keep one of 'thread' and 'warp'");
            return null;
        }

        var own = thread ?? warp!;
        var (whole, part) = (ReadSides(tile, "rows x batch x depth, such as 128x128x8", 3), ReadSides(own, "rows x batch, such as 8x8", 2));
        var blocks = ReadBlocks(interleaved, pattern, layout, ofWarps: warp is not null);
        if (whole is null || part is null || blocks is null || !Divides(own, whole, part))
        {
            return null;
        }

        if (warp is not null && precision == DevicePrecision.Fp32)
        {
            problems.Report(
                ProblemCode.ArgumentConflict, warp.Span, "tensor cores multiply half precision; a kernel of fp32 has the part of a thread, such as thread=8x8");
            return null;
        }

        return new(whole[0], whole[1], whole[2], part[0], part[1], blocks.Value, UsesTensorCores: warp is not null);
    }

    private int[]? ReadSides(Argument argument, string right, int count)
    {
        if (argument.Value is not ExtentArgument { Value.Dims: var dims } || dims.Count != count)
        {
            problems.Report(ProblemCode.ArgumentKind, argument.Value.Span, $"{argument.Name!.Text} is {lines.Quote(argument.Value.Span)}, but must be {right}");
            return null;
        }

        var sides = dims.Select(dim => Evaluate($"a side of {argument.Name!.Text}", dim, TileLimits.Side)).ToArray();
        return sides.Any(side => side is null) ? null : [.. sides.Select(side => side!.Value)];
    }

    private int? ReadBlocks(Argument? argument, KsPattern? pattern, BatchLayout? layout, bool ofWarps)
    {
        switch (argument?.Value)
        {
            case null:
                return 1;
            case ExpressionArgument { Value: var expression }:
                if (Evaluate(Interleaved, expression, TileLimits.Interleaved) is not { } blocks)
                {
                    return null;
                }

                if (layout == BatchLayout.BatchLast && blocks > 1)
                {
                    problems.Report(
                        ProblemCode.ArgumentConflict,
                        argument.Span,
                        "'interleaved' goes with batch_first: with batch_last the samples of a feature lie side by side whatever d is");
                    return null;
                }

                // Warps take blocks in powers of two, and the last of them may be beyond d.
                if (pattern is { D: var d } && blocks > (ofWarps ? (2 * d) - 1 : d))
                {
                    var right = ofWarps ? $"less than {Rules.Text(2L * d)}, twice" : $"at most {Rules.Text(d)},";
                    problems.Report(
                        ProblemCode.ArgumentRange, expression.Span, $"interleaved is {Rules.Text(blocks)}, but must be {right} the d of the kernel");
                    return null;
                }

                return blocks;
            case { } other:
                problems.Report(ProblemCode.ArgumentKind, other.Span, $"interleaved is {lines.Quote(other.Span)}, but must be an integer");
                return null;
        }
    }

    private bool Divides(Argument own, int[] whole, int[] part)
    {
        string[] sides = ["rows", "samples"];
        for (var i = 0; i < sides.Length; i++)
        {
            if (whole[i] % part[i] != 0)
            {
                problems.Report(
                    ProblemCode.ArgumentConflict,
                    own.Span,
                    $"the tile's {Rules.Text(whole[i])} {sides[i]} are no multiple of the {Rules.Text(part[i])} of a {own.Name!.Text}");
                return false;
            }
        }

        return true;
    }

    private int? Evaluate(string what, Expression expression, int most)
    {
        if (_evaluator.Evaluate(expression, ConstantScope.Empty) is not { } value)
        {
            return null;
        }

        if (value >= 1 && value <= most)
        {
            return (int)value;
        }

        var bound = value < 1 ? "least 1" : "most " + Rules.Text(most);
        problems.Report(ProblemCode.ArgumentRange, expression.Span, $"{what} is {Rules.Text(value)}, but must be at {bound}");
        return null;
    }
}
