using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using NetSpec.Hosting;
using NetSpec.Runtime.Paths;
using NetSpec.Tool.Cli;
using NetSpec.Tool.Models;
using NetSpec.Tool.Options;
using NetSpec.Tool.Reports;

namespace NetSpec.Tool.Verbs;

/// <summary>Pruned parameters, with a guarantee of what changes.</summary>
internal sealed class PruneVerb : Verb
{
    private readonly ModelInput _model = new();
    private readonly Option<string?> _share = new("--share")
    {
        Description = "The share of the weights that is pruned, from 0 to 1.",
        HelpName = "share",
        Required = true,
    };

    private readonly Option<string> _by = new("--by")
    {
        Description = "phi: by path costs, which no rescaling misleads; magnitude: by size.",
        DefaultValueFactory = _ => "phi",
    };

    private readonly Option<string> _scope = new("--scope")
    {
        Description = "global: the share of all weights together; layer: of each tensor.",
        DefaultValueFactory = _ => "global",
    };

    private readonly Option<bool> _biases = new("--biases") { Description = "Prune biases too." };
    private readonly Option<string?> _size = new("--input-size")
    {
        Description = "The largest absolute value of an input that the guarantee is for; 1 if it is not given.",
        HelpName = "B",
    };

    private readonly Option<string?> _mask = new("--mask")
    {
        Description = "Write the mask to this safetensors file: ones, and zeros where it is pruned.",
        HelpName = "file",
    };

    private readonly WeightsTarget _target = new();

    public PruneVerb()
        : base(
            "prune",
            "Sets the weights to 0 that matter least to the path norm, and says how far outputs can move.",
            ("prune digits.netspec -w digits.safetensors --share 0.4 -o pruned.safetensors", "40 % of all weights"),
            ("prune digits.netspec -w digits.safetensors --share 0.4 --by magnitude --scope layer", "what another method would do"),
            ("prune digits.netspec -w digits.safetensors --share 0.4 --mask mask.safetensors", "the mask"))
    {
        _by.AcceptOnlyFromAmong("phi", "magnitude");
        _scope.AcceptOnlyFromAmong("global", "layer");
        _model.AddTo(this);
        foreach (var option in new Option[] { _share, _by, _scope, _biases, _size, _mask })
        {
            Options.Add(option);
        }

        _target.AddTo(this);
    }

    private static void CheckMask(string mask, string? parameters, bool force)
    {
        if (!Path.GetExtension(mask).Equals(".safetensors", StringComparison.OrdinalIgnoreCase))
            throw ToolException.Usage($"'{mask}' is of no kind that a mask is written to: .safetensors is.");
        if (parameters is not null && Path.GetFullPath(mask) == Path.GetFullPath(parameters))
            throw ToolException.Usage($"-o and --mask are both '{mask}'.");
        Target.Check(mask, force);
    }

    protected override int Run(ParseResult arguments, Output output, CancellationToken cancellationToken)
    {
        var (share, size) = (Number.Of(arguments, _share, 0, 1), Number.Optional(arguments, _size, 0, 1e30) ?? 1);
        var (by, scope, maskPath, path) = (arguments.GetRequiredValue(_by), arguments.GetRequiredValue(_scope), arguments.GetValue(_mask),
            _target.Path(arguments));
        if (by == "magnitude" && scope == "global")
            throw ToolException.Usage("sizes of different layers do not compare: --by magnitude takes --scope layer.");
        if (maskPath is not null)
            CheckMask(maskPath, path, _target.Force(arguments));
        var model = _model.Load(arguments, HostedPasses.Paths, cancellationToken);
        var paths = model.Paths;
        var mask = Mask(paths, share, by, scope, arguments.GetValue(_biases) ? PrunableRoles.Weights | PrunableRoles.Biases : PrunableRoles.Weights);
        var layout = model.Host.Layout;
        var report = new PruneReport(
            model.Spec.Path,
            model.Net.FullName,
            model.Weights,
            by,
            scope,
            share,
            mask.Count,
            layout.TrainableCount,
            [.. layout.Where(parameter => mask.CountIn(parameter.Name) > 0)
                .Select(parameter => new PrunedTensorEntry(parameter.Name, parameter.Size, mask.CountIn(parameter.Name)))],
            MagnitudeEntry.Of(paths.Norm()),
            size,
            MagnitudeEntry.OfBound(paths.Distance(mask).ChangeBound(size)),
            path,
            maskPath);
        _target.Write(arguments, mask.Apply(model.Model.Parameters));
        if (maskPath is not null)
            mask.Save(maskPath);
        output.Result(report, ReportJson.Document.PruneReport, Write);
        return ExitCode.Ok;
    }

    private static PruningMask Mask(PathAnalysis paths, double share, string by, string scope, PrunableRoles roles) => (by, scope) switch
    {
        ("magnitude", _) => paths.MagnitudeMask(share, roles),
        (_, "layer") => paths.Costs().LayerwiseMask(share, roles),
        _ => paths.Costs().GlobalMask(share, roles),
    };

    private static void Write(PruneReport report)
    {
        var table = new TextTable("tensor", ">numbers", ">pruned", ">share");
        foreach (var tensor in report.Tensors)
        {
            table.Add(tensor.Name, Text(tensor.Size), Text(tensor.Pruned), FormattableString.Invariant($"{100.0 * tensor.Pruned / tensor.Size:0.0} %"));
        }

        table.Rule();
        table.Add("all", Text(report.Stored), Text(report.Pruned), FormattableString.Invariant($"{100.0 * report.Pruned / report.Stored:0.0} %"));
        table.Write();
        Output.Line();
        Output.Line(FormattableString.Invariant(
            $"  no output moves by more than {report.ChangeBound.Text} for inputs within {report.InputSize}; the path norm is {report.PathNorm.Text}"));
    }

    private static string Text(long value) => FormattableString.Invariant($"{value:N0}");
}
