using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax.Grammar;
using NetSpec.Dsl.Text;
using Sprache;

namespace NetSpec.Dsl.Syntax;

/// <summary>Reads the lines of bodies: the first word chooses the parser.</summary>
internal sealed class StatementReader(LineReader reader, LineReader quietly)
{
    /// <summary>The statement, null with a problem reported.</summary>
    /// <param name="isSound">False also when a misspelt keyword was reported but the statement could be guessed.</param>
    public Statement? Read(LogicalLine line, out bool isSound)
    {
        var definition = reader.AfterFirstWord(line) == ',' ? StatementGrammar.Split : StatementGrammar.Binding;
        var statement = Choose(line, Keywords.OfStatements, StatementParser, definition, out var meant, out isSound) ?? Lost(line, meant);
        return statement is null ? null : statement with { Text = reader.Lines.Quote(line.Span) };
    }

    private LostStatement? Lost(LogicalLine line, Statement? meant)
    {
        var keyword = reader.FirstWord(line);
        if (keyword is not (Keywords.Input or Keywords.Output or Keywords.Emit))
        {
            return meant is null ? null : new(line.Span, "", null, null, meant);
        }

        var name = keyword == Keywords.Emit || reader.SecondWord(line) is not { } word || Keywords.IsReserved(word.Text) ? null : word;
        return new(line.Span, "", keyword, name, meant);
    }

    /// <summary>The line of a neurons block, null with a problem reported.</summary>
    /// <param name="isSound">False also when a misspelt keyword was reported but the line could be guessed.</param>
    public NeuronStatement? ReadNeuron(LogicalLine line, out bool isSound)
    {
        var neuron = Choose(line, Keywords.OfNeurons, NeuronParser, NeuronGrammar.Neuron, out var meant, out isSound);
        neuron ??= meant is null ? null : new LostNeuron(line.Span, "", meant);
        return neuron is null ? null : neuron with { Text = reader.Lines.Quote(line.Span) };
    }

    /// <param name="line">The line.</param>
    /// <param name="keywords">The words that choose a parser of their own.</param>
    /// <param name="parserOf">That parser.</param>
    /// <param name="definition">The parser of all other lines.</param>
    /// <param name="meant">What a line was probably meant to say that gives no result.</param>
    /// <param name="isSound">Whether nothing was reported.</param>
    private T? Choose<T>(
        LogicalLine line, IReadOnlyList<string> keywords, System.Func<string, Parser<T>?> parserOf, Parser<T> definition, out T? meant, out bool isSound)
        where T : class
    {
        meant = null;
        var word = reader.FirstWord(line);
        var next = reader.AfterFirstWord(line);
        isSound = false;
        if (reader.Lines.Code[line.Span.Start] == '-' && line.Span.Length > 1 && reader.Lines.Code[line.Span.Start + 1] == '>')
        {
            reader.Report(
                ProblemCode.DanglingArrow, new(line.Span.Start, 2), "there is no value above for this '->' to feed; begin the line with 'name = value'");
            return null;
        }

        if (Keywords.IsReserved(word) && (next == '=' || (next == ':' && parserOf(word) is null)))
        {
            reader.Report(ProblemCode.KeywordAsName, reader.FirstWordSpan(line), $"'{word}' is a keyword and cannot be a name");
            return null;
        }

        if (!Keywords.IsReserved(word) && Characters.IsWordStart(next) && Suggest.Nearest(word, keywords) is { } near)
        {
            reader.Report(ProblemCode.MisspeltKeyword, reader.FirstWordSpan(line), $"'{word}' is no keyword; did you mean '{near}'?");
            var guessed = parserOf(near) is { } guess ? quietly.Read(line, guess) : null;
            meant = guessed is null && parserOf(near) is { } parser ? reader.Repair(line, parser) : null;
            return guessed;
        }

        var result = reader.Read(line, parserOf(word) ?? definition);
        isSound = result is not null;
        meant = isSound ? null : reader.Repair(line, parserOf(word) ?? definition);
        return result;
    }

    private static Parser<Statement>? StatementParser(string keyword) => keyword switch
    {
        Keywords.Input => StatementGrammar.Input,
        Keywords.Output => StatementGrammar.Output,
        Keywords.Layout => StatementGrammar.Layout,
        Keywords.Emit => StatementGrammar.Emit,
        _ => null,
    };

    private static Parser<NeuronStatement>? NeuronParser(string keyword) => keyword switch
    {
        Keywords.Input => NeuronGrammar.Input,
        Keywords.Output => NeuronGrammar.Output,
        _ => null,
    };
}
