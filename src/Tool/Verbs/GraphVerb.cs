using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using NetSpec.Compiler.Drawings;
using NetSpec.Tool.Cli;
using NetSpec.Tool.Models;
using NetSpec.Tool.Options;
using NetSpec.Tool.Reports;

namespace NetSpec.Tool.Verbs;

/// <summary>A picture of a net.</summary>
internal sealed class GraphVerb : Verb
{
    private static readonly string[] Formats = ["svg", "dot", "mermaid"];

    private readonly NetInput _net = new();
    private readonly Option<string?> _format = new("--format") { Description = "svg, dot or mermaid; by the name of the output file, or else mermaid." };
    private readonly Option<bool> _whole = new("--no-fold") { Description = "Draw repeated blocks as often as they come." };
    private readonly Target _target = new("Write to this file: .svg, .dot or .mmd.");

    public GraphVerb()
        : base(
            "graph",
            "Draws a net as SVG, for Graphviz or for Mermaid; blocks that come several times in a row are drawn once.",
            ("graph resnet.netspec --net ResNet152 -o resnet152.svg", "a picture"),
            ("graph mlp.netspec", "a Mermaid flowchart for Markdown"),
            ("graph mlp.netspec --format dot | dot -Tpdf > mlp.pdf", "by Graphviz"))
    {
        _net.AddTo(this);
        _format.AcceptOnlyFromAmong(Formats);
        Options.Add(_format);
        Options.Add(_whole);
        _target.AddTo(this);
    }

    protected override int Run(ParseResult arguments, Output output, CancellationToken cancellationToken)
    {
        var path = _target.Path(arguments);
        var (spec, net) = _net.Read(arguments);
        var format = arguments.GetValue(_format) ?? Format(path);
        var drawing = NetDrawing.Of(net, fold: !arguments.GetValue(_whole));
        var text = format switch
        {
            "svg" => drawing.ToSvg(),
            "dot" => drawing.ToDot(),
            _ => drawing.ToMermaid(),
        };
        if (path is not null)
            _target.WriteText(arguments, text);

        var folds = drawing.Folds.Select(fold => new FoldEntry(fold.Label, fold.Times, fold.Boxes));
        var report = new GraphReport(spec.Path, net.FullName, format, path, drawing.Boxes.Count, drawing.Edges.Count, [.. folds], path is null ? text : null);
        output.Result(report, ReportJson.Document.GraphReport, _ =>
        {
            if (path is null)
                Console.Out.Write(text);
        });
        return ExitCode.Ok;
    }

    private static string Format(string? path) => Path.GetExtension(path)?.ToLowerInvariant() switch
    {
        null or "" or ".mmd" or ".mermaid" or ".md" => "mermaid",
        ".svg" => "svg",
        ".dot" or ".gv" => "dot",
        var other => throw ToolException.Usage($"'{other}' is no kind of drawing; the file's name ends in .svg, .dot or .mmd, or --format says which."),
    };
}
