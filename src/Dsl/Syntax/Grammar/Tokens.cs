using System.Collections.Generic;
using NetSpec.Dsl.Text;
using Sprache;

namespace NetSpec.Dsl.Syntax.Grammar;

/// <summary>The tokens of a line. Each skips the trivia behind it, never before, so that spans start at a real character.</summary>
internal static class Tokens
{
    /// <summary>How messages name a word that must be no keyword.</summary>
    public const string AName = "a name";

    public static readonly Parser<string> Comma = Symbol(",");

    public static readonly Parser<string> Arrow = Symbol("->", "'->'");

    /// <summary>Any word, keywords included.</summary>
    public static readonly Parser<Identifier> AnyWord = Word(_ => true, "a word");

    /// <summary>Decimal digits, still text.</summary>
    public static readonly Parser<IntegerExpression> Integer = input =>
    {
        var at = (LineInput)input;
        var length = DigitsAt(at, 0);
        return length == 0
            ? Fail<IntegerExpression>(input, "a number")
            : Succeed(at, length, span => new IntegerExpression(span, at.Source.Substring(span.Start, length)));
    };

    /// <summary>A number with an optional sign, point and exponent, still text.</summary>
    public static readonly Parser<DecimalArgument> Decimal = input =>
    {
        var at = (LineInput)input;
        var length = DecimalAt(at, out _);
        return length == 0
            ? Fail<DecimalArgument>(input, "a number")
            : Succeed(at, length, span => new DecimalArgument(span, at.Source.Substring(span.Start, length)));
    };

    /// <summary>A word that is no keyword.</summary>
    public static Parser<Identifier> Name(string expected) => Word(word => !Keywords.IsReserved(word), expected);

    /// <summary>One keyword; another word fails without being consumed.</summary>
    public static Parser<Identifier> Keyword(string keyword, string expected) => Word(word => word == keyword, expected);

    public static Parser<string> Symbol(string symbol) => Symbol(symbol, "'" + symbol + "'");

    /// <summary>A sign, under the name that a message gives to what is expected at its place.</summary>
    public static Parser<string> Symbol(string symbol, string expected)
    {
        string[] expectations = [expected];
        return input =>
        {
            var at = (LineInput)input;
            for (var i = 0; i < symbol.Length; i++)
            {
                if (at.Peek(i) != symbol[i])
                {
                    return Result.Failure<string>(input, "", expectations);
                }
            }

            return Result.Success(symbol, at.Pass(symbol.Length).PassTrivia());
        };
    }

    /// <summary>One of some one-character signs.</summary>
    public static Parser<char> Sign(string signs) => input =>
    {
        var at = (LineInput)input;
        var c = at.Peek();
        return c != '\0' && signs.IndexOf(c) >= 0 && !(c == '-' && at.Peek(1) == '>')
            ? Result.Success(c, at.Pass(1).PassTrivia())
            : Fail<char>(input, "an operator");
    };

    /// <summary>Characters between quotes. The value has the span of the quotes too.</summary>
    public static Parser<Identifier> Quoted(string expected)
    {
        string[] expectations = [expected];
        string[] end = ["a '\"' behind the file"];
        return input =>
        {
            var at = (LineInput)input;
            if (at.Peek() != '"')
            {
                return Result.Failure<Identifier>(input, "", expectations);
            }

            var length = 1;
            while (at.Peek(length) is not ('"' or '\0'))
            {
                length++;
            }

            return at.Peek(length) == '"'
                ? Succeed(at, length + 1, span => new Identifier(span, at.Source.Substring(span.Start + 1, length - 1)))
                : Result.Failure<Identifier>(at.Pass(length), "", end);
        };
    }

    public static int DigitsAt(LineInput at, int offset)
    {
        var length = 0;
        while (Characters.IsDigit(at.Peek(offset + length)))
        {
            length++;
        }

        return length;
    }

    /// <summary>The length of the number here, zero if there is none.</summary>
    /// <param name="isInteger">Whether it has neither point nor exponent.</param>
    public static int DecimalAt(LineInput at, out bool isInteger)
    {
        isInteger = true;
        var sign = at.Peek() is '-' or '+' ? 1 : 0;
        var digits = DigitsAt(at, sign);
        if (digits == 0)
        {
            return 0;
        }

        var length = sign + digits;
        if (at.Peek(length) == '.' && DigitsAt(at, length + 1) is > 0 and var fraction)
        {
            isInteger = false;
            length += 1 + fraction;
        }

        if (at.Peek(length) is 'e' or 'E')
        {
            var mark = at.Peek(length + 1) is '-' or '+' ? 2 : 1;
            if (DigitsAt(at, length + mark) is > 0 and var exponent)
            {
                isInteger = false;
                length += mark + exponent;
            }
        }

        return length;
    }

    public static int WordAt(LineInput at)
    {
        var length = 0;
        if (Characters.IsWordStart(at.Peek()))
        {
            while (Characters.IsWordPart(at.Peek(length)))
            {
                length++;
            }
        }

        return length;
    }

    private static Parser<Identifier> Word(System.Func<string, bool> accepts, string expected)
    {
        string[] expectations = [expected];
        return input =>
        {
            var at = (LineInput)input;
            var length = WordAt(at);
            if (length > 0)
            {
                var word = at.Source.Substring(at.Position, length);
                if (accepts(word))
                {
                    return Succeed(at, length, span => new Identifier(span, word));
                }
            }

            return Result.Failure<Identifier>(input, "", expectations);
        };
    }

    private static IResult<T> Succeed<T>(LineInput at, int length, System.Func<Span, T> build) =>
        Result.Success(build(new(at.Position, length)), at.Pass(length).PassTrivia());

    private static IResult<T> Fail<T>(IInput input, string expected) => Result.Failure<T>(input, "", new List<string> { expected });
}
