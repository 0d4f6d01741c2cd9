using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Text;
using Sprache;

namespace NetSpec.Dsl.Syntax.Grammar;

/// <summary><c>as layer1.{i}</c>, <c>with layer1.0</c> and <c>as layer2.0 with layer1.0</c>. A name has no trivia within, except inside its braces.</summary>
internal static class LayerNameGrammar
{
    private const string Part = "a part of a name";

    private static readonly Parser<NamePart> TextRun = input =>
    {
        var at = (LineInput)input;
        var length = 0;
        while (Characters.IsWordPart(at.Peek(length)))
        {
            length++;
        }

        return length == 0
            ? Result.Failure<NamePart>(input, "", [Part])
            : Result.Success<NamePart>(new TextPart(new(at.Position, length), at.Source.Substring(at.Position, length)), at.Pass(length));
    };

    private static readonly Parser<NamePart> Number =
        (from open in Tokens.Symbol("{", Part)
         from value in ExpressionGrammar.Expression
         from close in Tight('}', "an operator or '}'")
         select value).Spanned((value, span) => (NamePart)new NumberPart(span, value));

    private static readonly Parser<IReadOnlyList<NamePart>> Segment =
        from first in TextRun.XOr(Number).Named(Part)
        from rest in TextRun.XOr(Number).Repeated()
        select (IReadOnlyList<NamePart>)[first, .. rest];

    private static readonly Parser<EquatableArray<NamePart>> Parts =
        from segments in Segment.SeparatedBy(Tight('.', "'.'"))
        select Join(segments);

    private static readonly Parser<ParameterName> Own = After(Tokens.Keyword(Keywords.As, "'as'"), shares: false);

    private static readonly Parser<ParameterName> Shared = After(Tokens.Keyword(Keywords.With, "'with'"), shares: true);

    /// <summary>The name of a layer, from its keyword on: its own, that of the layer whose parameters it shares, or both.</summary>
    public static readonly Parser<ParameterName> Name =
        (from own in Own
         from shared in Shared.XOptional()
         select (own, shared)).Spanned((name, span) => name.shared.IsDefined ? name.shared.Get() with { Span = span, Own = name.own } : name.own)
        .XOr(Shared);

    private static Parser<ParameterName> After(Parser<Identifier> keyword, bool shares) =>
        from name in
            (from word in keyword
             from parts in Parts
             select parts).Spanned((parts, span) => new ParameterName(span, parts, shares))
        from trivia in SkipTrivia
        select name;

    private static Parser<NamePart> SkipTrivia => input => Result.Success<NamePart>(null!, ((LineInput)input).PassTrivia());

    /// <summary>A sign with nothing skipped behind it.</summary>
    private static Parser<char> Tight(char sign, string expected)
    {
        string[] expectations = [expected];
        return input => ((LineInput)input).Peek() == sign
            ? Result.Success(sign, ((LineInput)input).Pass(1))
            : Result.Failure<char>(input, "", expectations);
    }

    /// <summary>Puts the dots back, so that text between two numbers is one part.</summary>
    private static EquatableArray<NamePart> Join(IReadOnlyList<IReadOnlyList<NamePart>> segments)
    {
        var parts = new List<NamePart>();
        for (var i = 0; i < segments.Count; i++)
        {
            if (i > 0)
            {
                Add(parts, new TextPart(new(segments[i][0].Span.Start - 1, 1), "."));
            }

            foreach (var part in segments[i])
            {
                Add(parts, part);
            }
        }

        return parts.ToEquatableArray();
    }

    private static void Add(List<NamePart> parts, NamePart part)
    {
        if (part is TextPart text && parts.Count > 0 && parts[parts.Count - 1] is TextPart last)
        {
            parts[parts.Count - 1] = new TextPart(last.Span.To(text.Span), last.Text + text.Text);
        }
        else
        {
            parts.Add(part);
        }
    }
}
