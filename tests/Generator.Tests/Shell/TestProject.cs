using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NetSpec.Generator.Tests.Emit;
using Xunit;

namespace NetSpec.Generator.Tests.Shell;

/// <summary>A project in memory, of C# 9 where nothing else is said, whose specs, code and options can be edited between runs of the generator.</summary>
internal sealed class TestProject
{
    private readonly List<AdditionalText> _files = [];
    private readonly CSharpParseOptions _parsing;
    private GeneratorDriver _driver;
    private Compilation _compilation;

    public TestProject(params (string Path, string Text)[] files)
        : this(Compilations.Parsing, files)
    {
    }

    /// <param name="parsing">The language version of the project's code.</param>
    /// <param name="files">Its specs.</param>
    public TestProject(CSharpParseOptions parsing, params (string Path, string Text)[] files)
    {
        _parsing = parsing;
        _files.AddRange(files.Select(file => new SpecFile(file.Path, file.Text)));
        _compilation = Compilations.Create().AddSyntaxTrees(CSharpSyntaxTree.ParseText("internal static class Anchor { }", _parsing));
        _driver = CSharpGeneratorDriver.Create(
            [new NetSpecGenerator().AsSourceGenerator()],
            _files,
            _parsing,
            new ProjectOptions(),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
    }

    public GeneratorRun Run()
    {
        _driver = _driver.RunGeneratorsAndUpdateCompilation(_compilation, out var output, out _);
        return new(_driver.GetRunResult().Results.Single(), output);
    }

    public void AddCode(string text) => _compilation = _compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(text, _parsing));

    /// <summary>As a reference to the package ILGPU does.</summary>
    public void ReferenceIlgpu() => Reference(MetadataReference.CreateFromFile(typeof(ILGPU.Context).Assembly.Location));

    /// <summary>As a reference to another project does.</summary>
    public void Reference(MetadataReference assembly) => _compilation = _compilation.AddReferences(assembly);

    /// <summary>As <c>TreatWarningsAsErrors</c>, <c>WarningsNotAsErrors</c> and <c>NoWarn</c> of a project do.</summary>
    public void TreatWarnings(ReportDiagnostic all, params (string Id, ReportDiagnostic How)[] some) => _compilation = _compilation.WithOptions(
        _compilation.Options.WithGeneralDiagnosticOption(all).WithSpecificDiagnosticOptions(some.ToDictionary(one => one.Id, one => one.How)));

    public void SetOptions(AnalyzerConfigOptionsProvider options) => _driver = _driver.WithUpdatedAnalyzerConfigOptions(options);

    public void Add(string path, string text)
    {
        var file = new SpecFile(path, text);
        _files.Add(file);
        _driver = _driver.AddAdditionalTexts([file]);
    }

    public void Remove(string path)
    {
        var file = Find(path);
        _files.Remove(file);
        _driver = _driver.RemoveAdditionalTexts([file]);
    }

    public void Edit(string path, string from, string to)
    {
        var text = Find(path).GetText()!.ToString();
        Assert.Contains(from, text, StringComparison.Ordinal);
        Replace(path, new SpecFile(path, text.Replace(from, to, StringComparison.Ordinal)));
    }

    public void Rename(string path, string newPath) => Replace(path, new SpecFile(newPath, Find(path).GetText()!.ToString()));

    private AdditionalText Find(string path) => _files.Single(file => file.Path == path);

    private void Replace(string path, AdditionalText with)
    {
        var old = Find(path);
        _files[_files.IndexOf(old)] = with;
        _driver = _driver.ReplaceAdditionalText(old, with);
    }
}
