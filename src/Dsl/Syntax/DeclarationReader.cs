using System;
using System.Linq;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax.Grammar;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Syntax;

/// <summary>Reads headers. One that cannot be read keeps its name if it can, so that uses of the name are not reported too.</summary>
internal sealed class DeclarationReader(LineReader reader, LineReader quietly)
{
    /// <summary>The keyword that a line begins with, or was meant to; null if the line declares nothing.</summary>
    /// <param name="line">Any line.</param>
    /// <param name="isAtTop">Whether no body is open.</param>
    /// <param name="isMisspelt">Whether the keyword is a guess.</param>
    public string? KeywordOf(LogicalLine line, bool isAtTop, out bool isMisspelt)
    {
        isMisspelt = false;
        if (reader.AfterFirstWord(line) is '=' or ':')
        {
            return null;
        }

        var word = reader.FirstWord(line);
        if (word is Keywords.Namespace or Keywords.Use or Keywords.Net or Keywords.Block or Keywords.Neurons or Keywords.Tune)
        {
            return word;
        }

        isMisspelt = true;
        var keywords = line.Kind == LogicalLineKind.Open
            ? Keywords.OfDeclarations.Where(keyword => keyword is not (Keywords.Tune or Keywords.Use))
            : Keywords.OfDeclarations;
        return word.Length > 0 && !Keywords.IsReserved(word) && Suggest.Nearest(word, keywords) is { } near && Resembles(line, near, isAtTop)
            ? near
            : null;
    }

    public void ReportMisspelt(LogicalLine line, string keyword) => reader.Report(
        ProblemCode.MisspeltKeyword,
        reader.FirstWordSpan(line),
        $"'{reader.FirstWord(line)}' is no keyword; did you mean '{keyword}'?");

    /// <summary>The body that a header opens.</summary>
    /// <param name="line">The header.</param>
    /// <param name="keyword">What it declares.</param>
    /// <param name="bareBrace">The brace on a line of its own below the header, null if there is none.</param>
    /// <param name="isReported">Whether a problem with the header has been reported.</param>
    public Body Read(LogicalLine line, string keyword, Span? bareBrace, bool isReported)
    {
        var parser = keyword == Keywords.Neurons ? HeaderGrammar.WithName : HeaderGrammar.WithParameters;
        var header = (isReported ? quietly : reader).Read(line, parser);
        var meant = header is null ? reader.Repair(line, parser) : null;
        var isBroken = isReported || header is null;
        var kind = keyword switch
        {
            Keywords.Net => BodyKind.Net,
            Keywords.Block => BodyKind.Block,
            _ => BodyKind.NamedNeurons,
        };
        return new(kind, line, BraceOf(line, bareBrace, isBroken), header ?? Salvage(line) ?? Nameless(line, meant))
        {
            HasErrors = isBroken,
            MeantParameters = meant?.Parameters ?? default,
        };
    }

    /// <summary>The namespace of a line that has been reported.</summary>
    public Identifier? Guess(LogicalLine line) => quietly.Read(line, HeaderGrammar.Namespace);

    /// <summary>What a <c>tune</c> line says; null when it cannot be read.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isReported">Whether a problem with the line has been reported.</param>
    public TuneLine? ReadTuning(LogicalLine line, bool isReported) => (isReported ? quietly : reader).Read(line, TuneGrammar.Line);

    /// <summary>What a <c>use</c> line says; null when it cannot be read.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isReported">Whether a problem with the line has been reported.</param>
    public UseLine? ReadUse(LogicalLine line, bool isReported) => (isReported ? quietly : reader).Read(line, UseGrammar.Line);

    /// <summary>The body of a <c>neurons</c> line of a net.</summary>
    public Body ReadNeurons(LogicalLine line, Span? bareBrace, bool isReported) =>
        new(BodyKind.Neurons, line, BraceOf(line, bareBrace, isReported), null) { HasErrors = isReported };

    private Span? BraceOf(LogicalLine line, Span? bareBrace, bool isReported)
    {
        if (line.Kind == LogicalLineKind.Open)
        {
            return line.Brace;
        }

        if (!isReported)
        {
            reader.Report(ProblemCode.MissingBrace, bareBrace ?? new(line.Span.End, 0), bareBrace is null
                ? "expected '{', but the line ends here"
                : "'{' stands at the end of the header's line, not on a line of its own");
        }

        return bareBrace;
    }

    private Header? Salvage(LogicalLine line) =>
        reader.SecondWord(line) is { } name && !Keywords.IsReserved(name.Text) ? new(name, default) : null;

    /// <summary>The name that a header was meant to give whose second word is none.</summary>
    private Header? Nameless(LogicalLine line, Header? meant) =>
        meant is not null && reader.Lines.Code.IndexOf(meant.Name.Text, line.Span.Start, line.Span.Length, StringComparison.Ordinal) >= 0
            ? new(meant.Name with { Span = reader.FirstWordSpan(line) }, default)
            : null;

    /// <summary>Whether a line with a misspelt keyword is otherwise such a declaration.</summary>
    private bool Resembles(LogicalLine line, string keyword, bool isAtTop) => line.Kind == LogicalLineKind.Open
        || (isAtTop && Guess(line, keyword) is not null);

    private Syntax? Guess(LogicalLine line, string keyword) => keyword switch
    {
        Keywords.Namespace => Guess(line),
        Keywords.Use => ReadUse(line, isReported: true),
        Keywords.Tune => ReadTuning(line, isReported: true),
        _ => quietly.Read(line, HeaderGrammar.WithParameters)?.Name,
    };
}
