using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using NetSpec.Compiler;
using NetSpec.Hosting;
using NetSpec.Runtime.Weights;
using NetSpec.Tool.Cli;
using NetSpec.Tool.Options;
using NetSpec.Tool.Reports;

namespace NetSpec.Tool.Verbs;

/// <summary>The C# that a build would make.</summary>
internal sealed class EmitVerb : Verb
{
    private readonly Argument<string> _spec = new("spec") { Description = "The .netspec file." };
    private readonly Option<string?> _file = new("--file") { Description = "Only the files whose names contain this.", HelpName = "text" };
    private readonly Option<string?> _folder = new("--output", "-o")
    {
        Description = "Write the files to this folder, which is made if it is not there.",
        HelpName = "folder",
    };

    private readonly Option<bool> _gpu = new("--ilgpu") { Description = "Emit device programs too, as for a project that references ILGPU." };
    private readonly Option<bool> _force = new("--force") { Description = "Write over files that exist." };

    public EmitVerb()
        : base(
            "emit",
            "Shows the C# that a build makes of a spec, or writes it to a folder.",
            ("emit mlp.netspec", "all files, one after another"),
            ("emit mlp.netspec --file Model", "the forward pass"),
            ("emit mlp.netspec -o generated", "written to a folder"))
    {
        Arguments.Add(_spec);
        foreach (var option in new Option[] { _file, _folder, _gpu, _force })
        {
            Options.Add(option);
        }
    }

    protected override int Run(ParseResult arguments, Output output, CancellationToken cancellationToken)
    {
        var spec = SpecFile.Read(InputPath.Check(arguments.GetRequiredValue(_spec)));
        var result = NetCompiler.Compile(
            [new SpecText(spec.Path, spec.Text)],
            new() { HasIlgpu = arguments.GetValue(_gpu), UsableFiles = new(spec.Sources.Files.Skip(1)) },
            cancellationToken);
        if (!result.Succeeded)
            throw new SpecException(result.Problems);
        foreach (var warning in result.Problems)
        {
            Output.Remark(warning.ToString());
        }

        var part = arguments.GetValue(_file) ?? "";
        var files = result.Files.Where(file => file.Name.Contains(part, StringComparison.OrdinalIgnoreCase)).ToList();
        if (files.Count == 0)
            throw ToolException.Usage($"no emitted file has '{part}' in its name; there are {string.Join(", ", result.Files.Select(file => file.Name))}.");

        var folder = arguments.GetValue(_folder);
        var report = new EmitReport(spec.Path, folder, [.. files.Select(file => new FileEntry(file.Name, file.Text.Count(c => c == '\n'), file.Text))]);
        if (folder is not null)
            Save(folder, report.Files, arguments.GetValue(_force));
        output.Result(report, ReportJson.Document.EmitReport, _ => Show(report));
        return ExitCode.Ok;
    }

    private static void Save(string folder, IReadOnlyList<FileEntry> files, bool force)
    {
        if (File.Exists(folder))
            throw new ToolException($"'{folder}' is a file, not a folder.");
        Directory.CreateDirectory(folder);
        foreach (var file in files)
        {
            Target.Check(Path.Combine(folder, file.Name), force);
        }

        foreach (var file in files)
        {
            AtomicFile.WriteText(Path.Combine(folder, file.Name), file.Text);
        }
    }

    private static void Show(EmitReport report)
    {
        foreach (var file in report.Files)
        {
            if (report.Folder is { } folder)
                Output.Line(FormattableString.Invariant($"{Path.Combine(folder, file.Name)} ({file.Lines:N0} lines)"));
            else
                Output.Line((report.Files.Count > 1 ? $"// ==== {file.Name}\n" : "") + file.Text.TrimEnd('\n'));
        }
    }
}
