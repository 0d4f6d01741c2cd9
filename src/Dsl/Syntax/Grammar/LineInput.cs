using System;
using System.Collections.Generic;
using Sprache;

namespace NetSpec.Dsl.Syntax.Grammar;

/// <summary>
/// A place in a logical line, as Sprache sees it. Positions are offsets into the file, and a token is passed in one step.
/// Sprache's own input makes an object and a dictionary for each character.
/// </summary>
internal sealed class LineInput : IInput
{
    private readonly int _end;

    /// <summary>The start of the range of <paramref name="source"/> that holds a logical line.</summary>
    /// <param name="source">The text.</param>
    /// <param name="start">Where the line begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="stages">The stages that are known of it, and to which others are added; null where the line is read but once.</param>
    public LineInput(string source, int start, int end, ReadStages? stages = null)
        : this(source, start, end, start, stages)
    {
    }

    private LineInput(string source, int position, int end, int tokenEnd, ReadStages? stages)
    {
        Stages = stages;
        Source = source;
        Position = position;
        _end = end;
        TokenEnd = tokenEnd;
    }

    public string Source { get; }

    public int Position { get; }

    /// <summary>Where the last token ended: spans leave out the trivia behind it.</summary>
    public int TokenEnd { get; }

    /// <summary>The stages that are known of this line, null for a line that is read but once.</summary>
    public ReadStages? Stages { get; }

    public char Current => Source[Position];

    public bool AtEnd => Position >= _end;

    // Positions of problems come from the text's own line table.
    public int Line => 1;

    public int Column => Position + 1;

    public IDictionary<object, object> Memos => throw new NotSupportedException("The grammar keeps no memos.");

    /// <summary>The character some places ahead, or NUL beyond the line.</summary>
    public char Peek(int ahead = 0) => Position + ahead < _end ? Source[Position + ahead] : '\0';

    public IInput Advance() => Pass(1);

    /// <summary>The place behind a number of characters.</summary>
    public LineInput Pass(int length) => new(Source, Position + length, _end, Position + length, Stages);

    /// <summary>The same place as in another line that is equal up to it.</summary>
    public LineInput At(LineInput other) => new(Source, other.Position, _end, other.TokenEnd, Stages);

    /// <summary>The place behind the trivia that starts here.</summary>
    public LineInput PassTrivia()
    {
        var next = Position;
        while (next < _end && Text.Trivia.Is(Source[next]))
        {
            next++;
        }

        return next == Position ? this : new(Source, next, _end, TokenEnd, Stages);
    }

    public bool Equals(IInput? other) => other is not null && Position == other.Position && ReferenceEquals(Source, other.Source);

    public override bool Equals(object? obj) => Equals(obj as IInput);

    public override int GetHashCode() => Position;
}
