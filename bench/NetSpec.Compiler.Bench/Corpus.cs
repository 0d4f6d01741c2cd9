using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace NetSpec.Compiler.Bench;

/// <summary>What the networks of the corpus are printed as, by kind of file: its size, and the C# compiler's time for it.</summary>
internal static class Corpus
{
    /// <summary>Kinds of files by the ends of their names; a kind is compiled with those before it, which it needs.</summary>
    private static readonly (string End, string Kind)[] Kinds =
    [
        (".Model.g.cs", "model"), (".Paths.g.cs", "paths"), (".PathNorms.g.cs", "path norms"), (".PathCosts.g.cs", "path costs"), (".g.cs", "patterns"),
    ];

    public static void Print(string folder, int rounds)
    {
        var specs = Directory.GetFiles(folder, "*.netspec").Order(StringComparer.Ordinal).Select(path => (path, File.ReadAllText(path))).ToList();
        var files = CSharpProject.Generate(specs);
        Console.WriteLine(FormattableString.Invariant($"{files.Count} files of {specs.Count} specs"));
        foreach (var (end, kind) in Kinds)
        {
            var some = files.Where(file => Kinds.First(other => file.Key.EndsWith(other.End, StringComparison.Ordinal)).End == end).ToList();
            Console.WriteLine(FormattableString.Invariant(
                $"{kind,-12}{some.Count,6} files{some.Sum(file => file.Value.Length) / 1024,8:N0} KiB{some.Sum(file => file.Value.Count(c => c == '\n')),9:N0} lines"));
        }

        Console.WriteLine(FormattableString.Invariant(
            $"{"all",-12}{files.Count,6} files{files.Values.Sum(file => file.Length) / 1024,8:N0} KiB{files.Values.Sum(file => file.Count(c => c == '\n')),9:N0} lines"));

        // Parts refer to each other, so the C# compiler has them all, and the same without the passes.
        Time("C#, forward alone", rounds, Forward(specs));
        Time("C#, all", rounds, files.Values);
    }

    private static IEnumerable<string> Forward(List<(string Path, string Text)> specs) => CSharpProject.Generate(specs.Select(spec => (spec.Path, string.Join(
        "\n",
        spec.Text.Split('\n').Select(line => line.TrimStart().StartsWith("emit ", StringComparison.Ordinal) ? "    emit forward" : line))))).Values;

    private static void Time(string what, int rounds, IEnumerable<string> sources)
    {
        var list = sources.ToList();
        CSharpProject.Compile(list);
        var times = Enumerable.Range(0, rounds).Select(_ => Processor.Time(() => CSharpProject.Compile(list)).TotalSeconds).Order().ToList();
        Console.WriteLine(FormattableString.Invariant($"{what,-20}{times[rounds / 2],6:F2} s of processor, median of {rounds} after one more"));
    }
}
