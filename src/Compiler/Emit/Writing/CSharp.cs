using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NetSpec.Compiler.Emit.Writing;

/// <summary>Values and names as C# text, whatever the culture and the runtime of the compiler.</summary>
internal static class CSharp
{
    /// <summary>The accessibility of classes where nobody says otherwise.</summary>
    public const string Public = "public";

    /// <summary>Of a number for people.</summary>
    private const int MostDecimals = 20;

    private static readonly HashSet<string> Keywords = new(
        ("abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event "
        + "explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null "
        + "object operator out override params private protected public readonly ref return sbyte sealed short sizeof stackalloc static string "
        + "struct switch this throw true try typeof uint ulong unchecked unsafe ushort using virtual void volatile while "
        + "__arglist __makeref __reftype __refvalue await dynamic field nameof nint nuint record var when where yield").Split(' '),
        StringComparer.Ordinal);

    /// <summary>Digits: <c>1234</c>.</summary>
    public static string Literal(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Digits, and a suffix where an <see cref="int"/> does not hold the value.</summary>
    public static string LongLiteral(long value) => Literal(value) + (value is > int.MaxValue or < int.MinValue ? "L" : "");

    public static string Literal(bool value) => value ? "true" : "false";

    /// <summary>A double that reads back as the same value: <c>1e-5</c>.</summary>
    public static string Literal(double value)
    {
        if (double.IsNaN(value))
            return "double.NaN";
        if (double.IsInfinity(value))
            return value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity";

        var text = Shortest(value, [15, 16, 17], text => double.Parse(text, CultureInfo.InvariantCulture) == value);
        return text.Any(c => c is '.' or 'e') ? text : text + "d";
    }

    /// <summary>A float that reads back as the same value: <c>0.5f</c>.</summary>
    public static string Literal(float value)
    {
        if (float.IsNaN(value))
            return "float.NaN";
        if (float.IsInfinity(value))
            return value > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity";

        return Shortest(value, [7, 8, 9], text => float.Parse(text, CultureInfo.InvariantCulture) == value) + "f";
    }

    /// <summary>A string in quotes.</summary>
    public static string Literal(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var c in value)
        {
            text.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                < ' ' or > '~' => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
                _ => c.ToString(),
            });
        }

        return text.Append('"').ToString();
    }

    /// <summary>A name as it is, with an at-sign where C# has a word of the same letters.</summary>
    public static string Escape(string name) => Keywords.Contains(name) ? "@" + name : name;

    /// <summary>What <c>nameof</c> makes of an argument, as a literal: beside a method of that name in the user's part of a class it would call that.</summary>
    public static string NameOf(string argument) => Literal(argument.TrimStart('@'));

    /// <summary>
    /// The name of a type, with an at-sign too where all letters are small: the language may take such words, as it took
    /// <c>record</c> and <c>required</c>, and warns of them.
    /// </summary>
    public static string EscapeType(string name) => name.All(c => c is >= 'a' and <= 'z') ? "@" + name : Escape(name);

    /// <summary>
    /// The type within its own declaration. In the global namespace its bare name would be ambiguous where the project has a global
    /// alias of that name; in any other it is found before an alias is looked for.
    /// </summary>
    public static string EscapeType(string ns, string name) => (ns.Length == 0 ? "global::" : "") + EscapeType(name);

    /// <summary>A namespace, each part escaped.</summary>
    public static string EscapeDotted(string name) => string.Join(".", name.Split('.').Select(Escape));

    /// <summary>A number for people: <c>11,689,512</c>.</summary>
    public static string Readable(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>
    /// A number for people, with three digits: <c>0.00651</c>. Decimal, because the text of a double differs between the
    /// runtimes that compilers run on.
    /// </summary>
    public static string Readable(decimal value)
    {
        var decimals = 2;
        for (var rest = value; rest >= 10 && decimals > 0; rest /= 10)
        {
            decimals--;
        }

        for (var rest = value; rest is > 0 and < 1 && decimals < MostDecimals; rest *= 10)
        {
            decimals++;
        }

        return decimal.Round(value, decimals, MidpointRounding.AwayFromZero).ToString("#,0." + new string('#', decimals), CultureInfo.InvariantCulture);
    }

    /// <summary>Text that stays inside a line comment.</summary>
    public static string Comment(string text) => new(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c).ToArray());

    /// <summary>Text inside an XML documentation comment.</summary>
    public static string Xml(string text) => Comment(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>
    /// The fewest digits that read back, by trial: the "R" format differs between the runtimes that compilers run on.
    /// </summary>
    private static string Shortest(IFormattable value, int[] digits, Func<string, bool> readsBack)
    {
        var text = "";
        foreach (var count in digits)
        {
            text = value.ToString("G" + Literal(count), CultureInfo.InvariantCulture);
            if (readsBack(text))
                break;
        }

        var exponent = text.IndexOf('E');
        return exponent < 0 ? text : text.Substring(0, exponent) + "e" + Literal(long.Parse(
            text.Substring(exponent + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }
}
