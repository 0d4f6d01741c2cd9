using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Binding;

/// <summary>Collects problems. A block is bound once a use, so the same problem comes many times and is kept once.</summary>
internal sealed class ProblemBag
{
    /// <summary>Names that are compared in search of near ones. A file whose errors take more has more of them than anybody reads hints for.</summary>
    private const int MostComparisons = 20_000;

    private readonly List<Problem> _problems = [];
    private readonly HashSet<(ProblemCode, Span)> _seen = [];
    private int _comparisons;

    /// <summary>Reports of errors so far, repeated ones included: whether a stretch of work went well.</summary>
    public int ErrorCount { get; private set; }

    /// <summary>The block being bound and its arguments, such as <c>basic(c=64)</c>; null in a net.</summary>
    public string? Place { get; set; }

    /// <summary>The problems in the order of the file.</summary>
    public IEnumerable<Problem> InOrder(IEnumerable<Problem> more) =>
        more.Concat(_problems).OrderBy(p => p.Span.Start).ThenBy(p => p.Span.Length).ThenBy(p => p.Code);

    /// <summary>The name that was probably meant; null when none is near, and when there were many such searches among many names.</summary>
    public string? Nearest(string name, IEnumerable<string> candidates)
    {
        if (_comparisons == MostComparisons)
            return null;

        var names = candidates.Take(MostComparisons - _comparisons).ToArray();
        _comparisons += names.Length;
        return Suggest.NearestOrShorter(name, names);
    }

    public void Report(ProblemCode code, Span span, string message)
    {
        var problem = new Problem(code, span, Place is not null && DependsOnPlace(code) ? $"{message} (in {Place})" : message);
        if (problem.IsError)
        {
            ErrorCount++;
        }

        if (_seen.Add((code, span)))
        {
            _problems.Add(problem);
        }
    }

    /// <summary>Whether the problem may occur in one use of a block and not in another.</summary>
    private static bool DependsOnPlace(ProblemCode code) =>
        code is (>= ProblemCode.RankMismatch and < ProblemCode.UnknownArgument)
            or ProblemCode.ArgumentRange or ProblemCode.ArgumentConflict or ProblemCode.RepeatCount
            or (>= ProblemCode.IntegerOverflow and < ProblemCode.NeuronCycle);
}
