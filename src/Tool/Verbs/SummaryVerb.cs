using System;
using System.CommandLine;
using System.Linq;
using System.Threading;
using NetSpec.Compiler.Summaries;
using NetSpec.Dsl.Graph;
using NetSpec.Tool.Cli;
using NetSpec.Tool.Models;
using NetSpec.Tool.Reports;

namespace NetSpec.Tool.Verbs;

/// <summary>The layers of nets and their totals.</summary>
internal sealed class SummaryVerb : Verb
{
    private readonly NetInput _net = new();

    public SummaryVerb()
        : base(
            "summary",
            "Lists the layers of a net: shapes, parameters, multiply-adds, the algorithm of each, memory, and totals.",
            ("summary resnet.netspec", "all nets of the file"),
            ("summary resnet.netspec --net ResNet18", "one of them"),
            ("summary mlp.netspec --json | jq .nets[0].parameters", "one number")) => _net.AddTo(this);

    protected override int Run(ParseResult arguments, Output output, CancellationToken cancellationToken)
    {
        var (spec, nets) = _net.ReadAll(arguments);
        var report = new SummaryReport(spec.Path, [.. nets.Select(Entry)]);
        output.Result(report, ReportJson.Document.SummaryReport, _ => Write(report));
        return ExitCode.Ok;
    }

    private static NetEntry Entry(Net net)
    {
        var summary = NetSummary.Of(net);
        return new(
            net.FullName,
            [.. net.Inputs.Select(id => new PortEntry(net.Nodes[id].Name, [.. net.Nodes[id].Shape.Dims]))],
            [.. net.Outputs.Select(output => new PortEntry(output.Name, [.. net.Nodes[output.Node].Shape.Dims]))],
            [.. summary.Layers.Select(Entry)],
            summary.Parameters,
            summary.Stored,
            summary.MultiplyAdds,
            summary.Neurons,
            summary.Stored * sizeof(float),
            summary.WorkspaceBytes,
            summary.ImagesPerPass);
    }

    private static LayerEntry Entry(LayerSummary layer) =>
        new(layer.Name, layer.What, layer.Algorithm, [.. layer.Shape.Dims], layer.Parameters, layer.MultiplyAdds);

    private static void Write(SummaryReport report)
    {
        foreach (var net in report.Nets)
        {
            Output.Line($"net {net.Name}");
            foreach (var (kind, port) in net.Inputs.Select(port => ("input ", port)).Concat(net.Outputs.Select(port => ("output", port))))
            {
                Output.Line($"  {kind} {port.Name} : {string.Join('x', port.Shape)}");
            }

            Output.Line();
            var table = new TextTable("layer", "result", ">parameters", ">multiply-adds", "what");
            foreach (var layer in net.Layers)
            {
                var what = layer.Algorithm.Length == 0 ? layer.What : $"{layer.What} ({layer.Algorithm})";
                table.Add(layer.Name, string.Join('x', layer.Shape), Number(layer.Parameters), Number(layer.MultiplyAdds), what);
            }

            table.Rule();
            table.Add("total", "", Number(net.Parameters), Number(net.MultiplyAdds), $"{net.Layers.Count} layers");
            table.Write();
            Output.Line();
            var statistics = net.StoredParameters > net.Parameters ? $", of {Number(net.StoredParameters)} numbers with running statistics" : "";
            Output.Line($"  parameters  {Size(net.ParameterBytes)}{statistics}");
            Output.Line($"  workspace   {Size(net.WorkspaceBytes)} a sample; {Number(net.ImagesPerPass)} samples a pass in large batches");
            Output.Line($"  neurons     {Number(net.Neurons)}");
            if (net != report.Nets[^1])
                Output.Line();
        }
    }

    private static string Number(long value) => FormattableString.Invariant($"{value:N0}");

    private static string Size(long bytes) => bytes switch
    {
        < 1 << 10 => FormattableString.Invariant($"{bytes} bytes"),
        < 10 << 20 => FormattableString.Invariant($"{bytes / 1024.0:0.#} KiB"),
        _ => FormattableString.Invariant($"{bytes / 1048576.0:0.#} MiB"),
    };
}
