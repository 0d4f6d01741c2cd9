using System.Collections.Generic;
using NetSpec.Dsl.Binding.Arguments;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax;
using NetSpec.Dsl.Text;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Dsl.Binding;

/// <summary>Reads the <c>tune</c> lines of a file: a kernel, its words, its tile.</summary>
internal sealed class TuningBinder(SourceLines lines, ProblemBag problems)
{
    private readonly ConstEvaluator _evaluator = new(problems);
    private readonly TileReader _tiles = new(lines, problems);
    private readonly Dictionary<(KsPattern, DevicePrecision, BatchLayout), TuneLine> _first = [];

    /// <summary>The tuning of a line; null when something in it is wrong, which is then reported.</summary>
    public KernelTuning? Bind(TuneLine line)
    {
        var before = problems.ErrorCount;
        var pattern = ReadPattern(line.Kernel);
        var (precision, layout) = ReadWords(line);
        var tile = _tiles.Read(line, pattern, precision, layout);
        if (pattern is null || precision is null || layout is null)
        {
            return null;
        }

        var key = (pattern.Value, precision.Value, layout.Value);
        if (_first.TryGetValue(key, out var other))
        {
            problems.Report(ProblemCode.TunedTwice, line.Subject, $"this kernel is tuned on line {lines.Of(other.Span)} already; keep one of the two");
        }
        else
        {
            _first.Add(key, line);
        }

        return tile is null || problems.ErrorCount > before ? null : new(pattern.Value, precision.Value, layout.Value, tile);
    }

    private KsPattern? ReadPattern(CallStage kernel)
    {
        if (kernel.Name.Text != Kronecker.Syntax.Keyword)
        {
            problems.Report(
                ProblemCode.UnknownName,
                kernel.Name.Span,
                $"'{kernel.Name.Text}' is no kernel; kernels are ks(a, b, c, d), and ks(1, outputs, inputs, 1) for a fully connected layer");
            return null;
        }

        var arguments = new ArgumentReader(
            Kronecker.Syntax, kernel, ConstantScope.Empty, _evaluator, lines, problems, BoundValue.Unknown, beforeBatchNorm: false);
        if (!arguments.IsSound || Kronecker.Syntax.Make(arguments) is not Kronecker { Pattern: var pattern } || !arguments.IsSound)
        {
            return null;
        }

        if (Kronecker.Excess(pattern) is { } excess)
        {
            problems.Report(ProblemCode.TooLarge, kernel.Span, excess);
            return null;
        }

        return pattern;
    }

    private (DevicePrecision? Precision, BatchLayout? Layout) ReadWords(TuneLine line)
    {
        (DevicePrecision? precision, BatchLayout? layout) = (null, null);
        var isSound = true;
        foreach (var word in line.Words)
        {
            if (KernelWords.PrecisionOf(word.Text) is { } p)
            {
                ReportRepeated(word, "precision", precision is { } earlier ? KernelWords.Spell(earlier) : null);
                precision ??= p;
            }
            else if (KernelWords.LayoutOf(word.Text) is { } l)
            {
                ReportRepeated(word, "layout", layout is { } earlier ? KernelWords.Spell(earlier) : null);
                layout ??= l;
            }
            else
            {
                isSound = false;
                ReportUnknown(word, precision is not null);
            }
        }

        if (isSound && precision is null)
        {
            ReportMissing(line, "precision", KernelWords.Precisions);
        }

        if (isSound && layout is null)
        {
            ReportMissing(line, "layout", KernelWords.Layouts);
        }

        return (precision, layout);
    }

    private void ReportRepeated(Identifier word, string what, string? earlier)
    {
        if (earlier is not null)
        {
            problems.Report(
                ProblemCode.RepeatedArgument, word.Span, $"the line has the {what} {earlier} already; a kernel with another {what} has a line of its own");
        }
    }

    /// <summary>A word is taken for what it resembles, else for what the line has not yet.</summary>
    private void ReportUnknown(Identifier word, bool hasPrecision)
    {
        var isLayout = Suggest.Nearest(word.Text, KernelWords.Layouts) is not null
            || (hasPrecision && Suggest.Nearest(word.Text, KernelWords.Precisions) is null);
        problems.Report(
            isLayout ? ProblemCode.UnknownLayout : ProblemCode.UnknownPrecision,
            word.Span,
            isLayout
                ? $"no layout is called '{word.Text}'{Suggest.HintOrAll(word.Text, KernelWords.Layouts)}"
                : $"no precision is called '{word.Text}'{Suggest.HintOrAll(word.Text, KernelWords.Precisions)}");
    }

    private void ReportMissing(TuneLine line, string what, IReadOnlyList<string> words) => problems.Report(
        ProblemCode.MissingArgument,
        line.Subject,
        $"the {what} is missing; write {words[0]} or {words[1]} after {lines.Quote(line.Subject)}");
}
