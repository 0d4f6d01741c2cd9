using System;
using System.CommandLine;
using System.Linq;
using System.Threading;
using NetSpec.Hosting;
using NetSpec.Runtime.Weights;
using NetSpec.Tool.Cli;
using NetSpec.Tool.Models;
using NetSpec.Tool.Options;
using NetSpec.Tool.Reports;

namespace NetSpec.Tool.Verbs;

/// <summary>Parameters in multiples of a step, with a guarantee of what changes.</summary>
internal sealed class QuantizeVerb : Verb
{
    private readonly ModelInput _model = new();
    private readonly Option<string?> _step = new("--step") { Description = "The distance of two values.", HelpName = "step" };
    private readonly Option<int?> _bits = new("--bits") { Description = "The step as 2^-bits.", HelpName = "bits" };
    private readonly Option<string> _rounding = new("--rounding")
    {
        Description = "truncate: towards zero, whose distance is exact; nearest.",
        DefaultValueFactory = _ => "truncate",
    };

    private readonly Option<string?> _size = new("--input-size")
    {
        Description = "The largest absolute value of an input that the guarantee is for; 1 if it is not given.",
        HelpName = "B",
    };

    private readonly WeightsTarget _target = new();

    public QuantizeVerb()
        : base(
            "quantize",
            "Rounds weights and biases to multiples of a step, and says how far outputs can move.",
            ("quantize digits.netspec -w digits.safetensors --bits 8 -o coarse.safetensors", "multiples of 1/256, towards zero"),
            ("quantize digits.netspec -w digits.safetensors --step 0.01 --rounding nearest", "the nearest multiples"))
    {
        _rounding.AcceptOnlyFromAmong("truncate", "nearest");
        _model.AddTo(this);
        foreach (var option in new Option[] { _step, _bits, _rounding, _size })
        {
            Options.Add(option);
        }

        _target.AddTo(this);
    }

    protected override int Run(ParseResult arguments, Output output, CancellationToken cancellationToken)
    {
        var (path, size, rounding) = (_target.Path(arguments), Number.Optional(arguments, _size, 0, 1e30) ?? 1, arguments.GetRequiredValue(_rounding));
        var step = Step(arguments);
        var model = _model.Load(arguments, HostedPasses.Paths, cancellationToken);
        var (paths, parameters) = (model.Paths, model.Model.Parameters);
        var coarse = rounding == "nearest" ? paths.RoundToNearest(step) : paths.Truncate(step);
        var distance = paths.Distance(coarse);
        var report = new QuantizeReport(
            model.Spec.Path,
            model.Net.FullName,
            model.Weights,
            rounding,
            step,
            Count(parameters, coarse, (before, after) => before != after),
            Count(parameters, coarse, (before, after) => before != 0 && after == 0),
            parameters.Layout.Size,
            MagnitudeEntry.Of(paths.Norm()),
            MagnitudeEntry.OfBound(distance.Value),
            distance.IsExact,
            size,
            MagnitudeEntry.OfBound(distance.ChangeBound(size)),
            MagnitudeEntry.OfBound(distance.OutputChangeBound(size).Max()),
            path);
        _target.Write(arguments, coarse);
        output.Result(report, ReportJson.Document.QuantizeReport, Write);
        return ExitCode.Ok;
    }

    private double Step(ParseResult arguments) => (Number.Optional(arguments, _step, 1e-30, 1e30), arguments.GetValue(_bits)) switch
    {
        (null, null) => throw ToolException.Usage("the step is missing: --step S, or --bits B for 2^-B."),
        ({ } step, null) => step,
        (null, >= -64 and <= 64 and { } bits) => Math.ScaleB(1, -bits),
        (null, _) => throw ToolException.Usage("--bits is from -64 to 64."),
        _ => throw ToolException.Usage("--step and --bits both say the step: take one of the two."),
    };

    private static long Count(ParameterStore before, ParameterStore after, Func<float, float, bool> differ)
    {
        var (old, values) = (before.ReadOnly, after.ReadOnly);
        var count = 0L;
        for (var i = 0; i < old.Values.Length; i++)
        {
            count += differ(old.Values[i], values.Values[i]) ? 1 : 0;
        }

        return count;
    }

    private static void Write(QuantizeReport report)
    {
        Output.Line(FormattableString.Invariant(
            $"{report.Changed:N0} of {report.Stored:N0} numbers change, {report.Zeros:N0} become 0 (step {report.Step:G6}, {report.Rounding})"));
        Output.Line($"path norm {report.PathNorm.Text}, distance {(report.IsExact ? "" : "at most ")}{report.Distance.Text}");
        Output.Line(FormattableString.Invariant($"for inputs within {report.InputSize} no output moves by more than {report.LargestOutputChangeBound.Text},"));
        Output.Line($"and all together by no more than {report.ChangeBound.Text}");
    }
}
