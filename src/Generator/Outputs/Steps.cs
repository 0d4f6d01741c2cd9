using System;
using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NetSpec.Compiler;
using NetSpec.Compiler.Outputs;
using NetSpec.Dsl;
using NetSpec.Generator.Shell;

namespace NetSpec.Generator.Outputs;

/// <summary>What outputs are made of.</summary>
internal static class Steps
{
    /// <summary>What is made of the values that something is made of.</summary>
    public static IncrementalValuesProvider<TResult> Choose<T, TResult>(this IncrementalValuesProvider<T> values, Func<T, TResult?> choose)
        where TResult : class =>
        values.SelectMany((value, _) => choose(value) is { } result ? ImmutableArray.Create(result) : []);

    /// <summary>Adds the files, and reports why they are stand-ins if they are.</summary>
    public static void Add(this SourceProductionContext output, Printed printed)
    {
        output.Add(printed.Files);
        if (printed.Problem is { } problem)
        {
            output.ReportDiagnostic(problem.ToDiagnostic());
        }
    }

    /// <summary>Adds files.</summary>
    public static void Add(this SourceProductionContext output, EquatableArray<OutputFile> files)
    {
        foreach (var file in files)
        {
            output.Add(file);
        }
    }

    /// <summary>Adds a file.</summary>
    public static void Add(this SourceProductionContext output, OutputFile file) => output.AddSource(file.Name, SourceText.From(file.Text, Encoding.UTF8));
}
