using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using NetSpec.Compiler.Summaries;
using NetSpec.Formats;
using NetSpec.Formats.Tensors;
using NetSpec.Hosting;
using NetSpec.Hosting.Factorising;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Sparse;
using NetSpec.Tool.Cli;
using NetSpec.Tool.Models;
using NetSpec.Tool.Options;
using NetSpec.Tool.Reports;

namespace NetSpec.Tool.Verbs;

/// <summary>Dense layers as products of Kronecker-sparse factors.</summary>
internal sealed class FactorizeVerb : Verb
{
    private readonly ModelInput _model = new();
    private readonly Option<string[]> _layers = new("--layer")
    {
        Description = "A linear layer, by its name in the state dict; may be given several times. All of them if it is not given.",
        HelpName = "name",
    };

    private readonly Option<string?> _patterns = new("--patterns")
    {
        Description = "The factors in the place of one layer, as a spec has them: 'ks(8, 5, 4, 1) -> ks(1, 2, 8, 5)', 'monarch(512, 8)'.",
        HelpName = "stages",
    };

    private readonly Option<string?> _budget = new("--budget")
    {
        Description = "The largest error of a layer's weight, in Frobenius norm relative to it: each gets the fewest weights within that.",
        HelpName = "error",
    };

    private readonly Option<string?> _change = new("--change")
    {
        Description = "The farthest that any output may move, certified: the largest error of all layers that keeps to it is searched for.",
        HelpName = "C",
    };

    private readonly Option<string?> _size = new("--input-size")
    {
        Description = "The largest absolute value of an input that the certified change is for; 1 if it is not given.",
        HelpName = "B",
    };

    private readonly Option<int> _threads = new("--threads")
    {
        Description = "Threads that compute; results do not depend on it.",
        DefaultValueFactory = _ => 1,
    };

    private readonly Target _target = new("The spec to write.", required: true, isSpec: true);
    private readonly Option<string?> _weights = new("--output-weights")
    {
        Description = "The parameters to write, .safetensors or .npz; the new spec's name with .safetensors if it is not given.",
        HelpName = "file",
    };

    public FactorizeVerb()
        : base(
            "factorize",
            "Puts products of Kronecker-sparse factors in the place of dense layers: a new spec and its parameters.",
            ("factorize mlp.netspec -w mlp.safetensors --budget 0.1 -o small.netspec", "all linear layers, each within 10 %"),
            ("factorize mlp.netspec -w mlp.safetensors --layer fc --patterns \"monarch(512, 8)\" -o small.netspec", "one layer, with these factors"),
            ("factorize mlp.netspec -w mlp.safetensors --change 0.5 --input-size 1 -o small.netspec", "no output moves by more than 0.5"))
    {
        _model.AddTo(this);
        foreach (var option in new Option[] { _layers, _patterns, _budget, _change, _size, _threads })
        {
            Options.Add(option);
        }

        _target.AddTo(this);
        Options.Add(_weights);
    }

    protected override int Run(ParseResult arguments, Output output, CancellationToken cancellationToken)
    {
        var spec = _target.Path(arguments)!;
        var weights = WeightsTarget.Check(arguments.GetValue(_weights) ?? Path.ChangeExtension(spec, ".safetensors"), _target.Force(arguments));
        var (budget, change) = (Number.Optional(arguments, _budget, 0, 1), Number.Optional(arguments, _change, 0, 1e30));
        var (size, threads) = (Number.Optional(arguments, _size, 0, 1e30), Positive.Of(arguments, _threads));
        if (new object?[] { arguments.GetValue(_patterns), budget, change }.Count(way => way is not null) != 1)
            throw ToolException.Usage("one of --patterns, --budget and --change says which factors to take.");
        var isCertified = (change ?? size) is not null;
        var model = _model.Load(arguments, isCertified ? HostedPasses.Forward | HostedPasses.Paths : HostedPasses.Forward, cancellationToken);
        var layers = Layers(arguments, model);
        var chosen = arguments.GetValue(_patterns) is { } patterns ? [Along(model, layers, patterns, threads)]
            : Search(model, layers, budget, change, size ?? 1, threads, cancellationToken);

        var small = NetFactorisation.Of(model.Spec, model.Net, model.Model.Parameters, chosen);
        var host = NetHost.Load(small.Net, new() { Passes = HostedPasses.Forward }, cancellationToken);
        var parameters = small.ToStore(host.Layout);
        var report = new FactorizeReport(
            model.Spec.Path,
            model.Net.FullName,
            model.Weights,
            [.. layers.Select(layer => Entry(model, layer, small))],
            model.Host.Layout.TrainableCount,
            host.Layout.TrainableCount,
            NetSummary.Of(model.Net).MultiplyAdds,
            NetSummary.Of(small.Net).MultiplyAdds,
            SameFunction.LargestDifference(model, host, parameters),
            isCertified ? size ?? 1 : null,
            isCertified ? MagnitudeEntry.OfBound(Bound(model, small, size ?? 1)) : null,
            spec,
            weights);
        WeightsFile.Write(weights, NetParameters.Entries(parameters));
        _target.WriteText(arguments, small.Text);
        output.Result(report, ReportJson.Document.FactorizeReport, Write);
        return ExitCode.Ok;
    }

    private string[] Layers(ParseResult arguments, LoadedModel model)
    {
        var dense = NetFactorisation.DenseLayers(model.Net);
        if (dense.Count == 0)
            throw new ToolException($"'{model.Net.Name}' has no linear layers.");
        string[] layers = arguments.GetValue(_layers) is { Length: > 0 } named ? [.. named.Distinct(StringComparer.Ordinal)] : [.. dense];
        if (layers.FirstOrDefault(layer => !dense.Contains(layer)) is { } unknown)
            throw ToolException.Usage($"'{model.Net.Name}' has no linear layer '{unknown}', but {string.Join(", ", dense)}.");
        return arguments.GetValue(_patterns) is not null && layers.Length > 1
            ? throw ToolException.Usage($"--patterns is for one layer: --layer names one of {string.Join(", ", layers)}.")
            : layers;
    }

    private static (string, KroneckerFactorisation) Along(LoadedModel model, string[] layers, string patterns, int threads)
    {
        var weight = model.Host.Layout[layers[0] + ".weight"];
        try
        {
            var chain = NetFactorisation.ParseChain(patterns, weight.Dims[0], weight.Dims[1]);
            return (layers[0], KroneckerFactorisation.Of(model.Model.Parameters.ReadOnly[weight], chain, threads));
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw ToolException.Usage("--patterns: " + exception.Message);
        }
    }

    private static IReadOnlyList<(string Layer, KroneckerFactorisation Factors)> Search(
        LoadedModel model, string[] layers, double? budget, double? change, double size, int threads, CancellationToken cancellationToken)
    {
        FactorisationSearch? search = null;
        Output.Progress("searching", layers.Length, step => search = new(model.Net, model.Model.Parameters, layers, threads, () =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            step();
        }));
        var errors = search!.Errors;
        IReadOnlyList<(string Layer, KroneckerFactorisation Factors)> chosen = [];
        if (budget is { } error)
        {
            chosen = search.Within(error);
        }
        else
        {
            // The bound grows with the error but for accidents, and what is taken has been bounded.
            var (low, high) = (0, errors.Count);
            while (low < high)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var middle = (low + high) / 2;
                var candidates = search.Within(errors[middle]);
                var small = NetFactorisation.Of(model.Spec, model.Net, model.Model.Parameters, candidates);
                var holds = (MagnitudeEntry.OfBound(Bound(model, small, size)).Value ?? double.PositiveInfinity) <= change;
                (low, high, chosen) = holds ? (middle + 1, high, candidates) : (low, middle, chosen);
            }
        }

        return chosen.Count > 0 ? chosen : throw new ToolException(errors.Count == 0
            ? $"no two factors have fewer weights than {string.Join(", ", layers)}."
            : FormattableString.Invariant($"no factors with fewer weights keep to that: the nearest have an error of {errors[0]:G3}."));
    }

    /// <summary>The largest change of an output.</summary>
    private static Magnitude Bound(LoadedModel model, NetFactorisation small, double size) =>
        FactorisationChange.OutputChangeBound(model.Host, model.Model.Parameters, small, size).Max();

    private static FactorizedEntry Entry(LoadedModel model, string name, NetFactorisation small)
    {
        var weight = model.Host.Layout[name + ".weight"];
        var uses = model.Net.Nodes.Count(node => node.Op is Dsl.Ops.Linear && model.Net.Parameters[node.Parameters[0]].Name == weight.Name);
        var layer = small.Layers.FirstOrDefault(other => other.Name == name);
        var after = layer?.Factors.Chain.NonZeros ?? weight.Size;
        return new(
            name, weight.Dims[0], weight.Dims[1], layer?.Factors.Chain.ToString(), layer?.Factors.RelativeError ?? 0, weight.Size, after,
            (long)uses * weight.Size, uses * after);
    }

    private static void Write(FactorizeReport report)
    {
        var table = new TextTable("layer", ">weights", ">after", ">error", "factors");
        foreach (var layer in report.Layers)
        {
            table.Add(
                layer.Name, Text(layer.Parameters), Text(layer.ParametersAfter), FormattableString.Invariant($"{layer.RelativeError:G3}"),
                layer.Patterns ?? "stays dense");
        }

        table.Rule();
        table.Add("parameters of the net", Text(report.Parameters), Text(report.ParametersAfter), "", "");
        table.Add("multiply-adds", Text(report.MultiplyAdds), Text(report.MultiplyAddsAfter), "", "");
        table.Write();
        Output.Line(FormattableString.Invariant($"largest difference of outputs on random inputs {report.LargestDifference:G3} of the largest output"));
        if (report.OutputChangeBound is { } bound)
            Output.Line(FormattableString.Invariant($"for inputs within {report.InputSize} no output moves by more than {bound.Text}"));
        Output.Line($"{report.Output}, {report.OutputWeights}");
    }

    private static string Text(long value) => FormattableString.Invariant($"{value:N0}");
}
