using System;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Binding;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax;
using NetSpec.Dsl.Text;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Fuzz;

/// <summary>
/// Any text compiles without an exception and in bounded time; places lie within the text; the outcome is the same each
/// time and does not depend on comments and line ends; nets are well formed.
/// </summary>
public sealed class SpecTarget(SpecGenerator generator) : IFuzzTarget
{
    // A thorough check compiles twice more.
    private const int OneThoroughIn = 16;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public string Noun => "texts";

    public FuzzFailure? Run(int seed)
    {
        var text = generator.Make(seed);
        try
        {
            return Check(text, thorough: seed % OneThoroughIn == 0) is { } reason ? new(seed, reason, text) : null;
        }
        catch (Exception exception)
        {
            return new(seed, exception.ToString(), text);
        }
    }

    public string Show(int seed) => generator.Make(seed);

    /// <summary>What is wrong with the outcome for a text, null when nothing is.</summary>
    public static string? Check(string text, bool thorough)
    {
        var clock = CpuClock.StartNew();
        var parsed = SpecParser.Parse(text);
        var sources = new SpecSources(EquatableArray.Of(new SourceFile("", text)));
        var result = SpecBinder.Bind(sources, new(sources), [parsed], default);
        if (clock.Elapsed > Limit && IsSlow(text))
        {
            return $"took {clock.Elapsed.TotalSeconds:0.0} seconds of processor time";
        }

        foreach (var net in result.Nets)
        {
            NetVerifier.Verify(net);
        }

        if (result.Places.Nets.Count != result.Nets.Count + result.Shells.Count || result.Places.Tunings.Count != result.Tunings.Count)
        {
            return "a net or tuning without a place";
        }

        return CheckParse(parsed, text)
            ?? result.Tunings.Select(CheckTuning).FirstOrDefault(reason => reason is not null)
            ?? result.Problems.Select(problem => CheckProblem(problem, text)).FirstOrDefault(reason => reason is not null)
            ?? (thorough ? CheckSameness(text, result) : null);
    }

    /// <summary>Whether a text takes long each time: once may be the fault of other threads.</summary>
    private static bool IsSlow(string text)
    {
        const int Tries = 3;
        for (var i = 0; i < Tries; i++)
        {
            var clock = CpuClock.StartNew();
            SpecCompiler.Compile(text);
            if (clock.Elapsed <= Limit)
            {
                return false;
            }
        }

        return true;
    }

    private static string? CheckParse(ParseResult parsed, string text)
    {
        var lines = LogicalLines.Split(text).Lines;
        var most = lines.Count + lines.Count(line => line.Kind == LogicalLineKind.Open) + 1;
        return parsed.Problems.Count > most
            ? $"{parsed.Problems.Count} syntax problems in {lines.Count} logical lines"
            : SyntaxNodes.FindMisplaced(parsed.Spec, text);
    }

    private static string? CheckTuning(KernelTuning tuning)
    {
        var again = SpecCompiler.Compile(tuning.ToString());
        return again.Problems.Count == 0 && again.Tunings.SequenceEqual([tuning]) ? null : $"a tuning that reads otherwise when printed: {tuning}";
    }

    private static string? CheckProblem(Problem problem, string text) =>
        problem.Span.Start < 0 || problem.Span.Length < 0 || problem.Span.End > text.Length ? $"a place outside the text: {problem}"
        : problem.Message.Length == 0 || problem.Message.Any(char.IsControl) ? $"a message that is no line: {problem}"
        : null;

    private static string? CheckSameness(string text, SpecResult result)
    {
        if (SpecCompiler.Compile(text) != result)
        {
            return "another result the second time";
        }

        var commented = SpecCompiler.Compile(text.Replace("\n", " // a comment }{ -> \r\n", StringComparison.Ordinal));
        return commented.Nets != result.Nets || commented.Tunings != result.Tunings ? "comments and line ends change the nets or tunings"
            : !commented.Problems.Select(problem => problem.Code).SequenceEqual(result.Problems.Select(problem => problem.Code)) ? "comments and line ends change the problems"
            : null;
    }
}
