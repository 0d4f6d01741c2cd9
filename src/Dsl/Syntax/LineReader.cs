using System.Collections.Generic;
using System.Globalization;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax.Grammar;
using NetSpec.Dsl.Text;
using Sprache;

namespace NetSpec.Dsl.Syntax;

/// <summary>Runs a parser of the grammar over one logical line: its result, or one problem.</summary>
internal sealed class LineReader(LogicalLines lines, List<Problem> problems)
{
    /// <summary>Lines of a file that are repaired. A file with more of them is no slip of the pen.</summary>
    private const int MostRepairs = 20;

    private int _repairs;

    public LogicalLines Lines { get; } = lines;

    /// <summary>What the line says; null with a problem reported when it cannot be read.</summary>
    public T? Read<T>(LogicalLine line, Parser<T> parser)
        where T : class
    {
        if (line.Span.Length > SyntaxLimits.LineLength)
        {
            return Fail<T>(ProblemCode.LineTooLong, new(line.Span.Start, 0), string.Format(
                CultureInfo.InvariantCulture,
                "this line is {0} characters long with those that continue it; {1} are the limit",
                line.Span.Length,
                SyntaxLimits.LineLength));
        }

        if (NestingScan.FindExcess(Lines.Code, line.Span) is { } excess)
        {
            return Fail<T>(ProblemCode.NestedTooDeep, excess, string.Format(
                CultureInfo.InvariantCulture,
                "parentheses and repeats nest more than {0} deep here; bind the inner part to a name of its own",
                SyntaxLimits.Nesting));
        }

        if (NameScan.FindExcess(Lines.Code, line.Span) is var (name, limit))
        {
            return Fail<T>(ProblemCode.NameTooLong, name, NameScan.Message(name, limit));
        }

        var result = parser(StartOf(line));
        if (result.WasSuccessful)
        {
            return result.Value;
        }

        problems.Add(FailureProblem.Of((LineInput)result.Remainder, result.Message, result.Expectations, line));
        return null;
    }

    /// <summary>What a line that cannot be read was probably meant to say; null when nobody can tell.</summary>
    public T? Repair<T>(LogicalLine line, Parser<T> parser)
        where T : class =>
        ++_repairs > MostRepairs || NameScan.FindExcess(Lines.Code, line.Span) is not null ? null : LineRepair.Find(Lines.Code, line.Span, parser);

    public LineInput StartOf(LogicalLine line) => new(Lines.Code, line.Span.Start, line.Span.End);

    /// <summary>The word a line begins with, empty if it begins with something else.</summary>
    public string FirstWord(LogicalLine line) => Lines.Code.Substring(line.Span.Start, FirstWordLength(line));

    public Span FirstWordSpan(LogicalLine line) => new(line.Span.Start, FirstWordLength(line));

    /// <summary>The character behind the first word and its trivia, NUL at the end of the line.</summary>
    public char AfterFirstWord(LogicalLine line) =>
        StartOf(line).Pass(FirstWordLength(line)).PassTrivia().Peek();

    /// <summary>The second word of a line, null if there is none, or one that is too long for a name.</summary>
    public Identifier? SecondWord(LogicalLine line)
    {
        var result = Tokens.AnyWord(StartOf(line).Pass(FirstWordLength(line)).PassTrivia());
        return result.WasSuccessful && result.Value.Text.Length <= SyntaxLimits.WordLength ? result.Value : null;
    }

    public void Report(ProblemCode code, Span span, string message) => problems.Add(new(code, span, message));

    private int FirstWordLength(LogicalLine line) => Tokens.WordAt(StartOf(line));

    private T? Fail<T>(ProblemCode code, Span span, string message)
        where T : class
    {
        Report(code, span, message);
        return null;
    }
}
