using System;
using System.Collections.Generic;
using System.Text;

namespace NetSpec.Compiler.Emit.Writing;

/// <summary>Indented text with LF line ends.</summary>
internal sealed class SourceWriter
{
    private const int IndentSize = 4, Width = 160;

    private readonly StringBuilder _text = new();
    private int _indent;
    private bool _separate;

    /// <summary>Writes one or more lines at the current indentation. Empty lines stay empty.</summary>
    public void Line(string text)
    {
        if (_separate)
        {
            _text.Append('\n');
            _separate = false;
        }

        foreach (var line in text.Split('\n'))
        {
            if (line.Length > 0)
            {
                _text.Append(' ', _indent * IndentSize).Append(line.TrimEnd('\r'));
            }

            _text.Append('\n');
        }
    }

    /// <summary>Writes a statement or a head with arguments; those stand on lines of their own, as many on each as fit, where one line is too short.</summary>
    /// <param name="text">One line, whose first parenthesis opens the arguments.</param>
    public void Call(string text)
    {
        var start = text.IndexOf('(') + 1;
        if ((_indent * IndentSize) + text.Length <= Width || start == 0)
        {
            Line(text);
            return;
        }

        Line(text.Substring(0, start));
        using (Indent())
        {
            foreach (var line in Broken(text.Substring(start), Width - (_indent * IndentSize)))
                Line(line);
        }
    }

    /// <summary>Takes over text that is laid out already.</summary>
    public void Append(string text) => _text.Append(text);

    /// <summary>Asks for an empty line before the next one, unless a block ends first.</summary>
    public void Separate() => _separate = true;

    /// <summary>Opens a block in braces under a line; dispose the result to close it.</summary>
    public Block Open(string head)
    {
        Line(head);
        return Braces();
    }

    /// <summary>Opens a block in braces; dispose the result to close it.</summary>
    /// <param name="tail">What follows the closing brace on its line.</param>
    public Block Braces(string tail = "")
    {
        Line("{");
        _indent++;
        return new Block(this, "}" + tail);
    }

    /// <summary>Indents what follows; dispose the result to end it.</summary>
    public Block Indent()
    {
        _indent++;
        return new Block(this, null);
    }

    /// <summary>The head of a method, its parameters a line each.</summary>
    /// <param name="head">Up to the opening parenthesis.</param>
    /// <param name="parameters">Type and name of each.</param>
    /// <param name="tail">What follows the closing parenthesis.</param>
    public void Parameters(string head, IReadOnlyList<string> parameters, string tail = "")
    {
        Line(head);
        using (Indent())
        {
            for (var i = 0; i < parameters.Count; i++)
            {
                Line(parameters[i] + (i == parameters.Count - 1 ? ")" + tail : ","));
            }
        }
    }

    public override string ToString() => _text.ToString();

    /// <summary>Arguments in lines of a width, broken behind commas that are in no parentheses, brackets and quotes of theirs.</summary>
    private static IEnumerable<string> Broken(string arguments, int width)
    {
        var (line, depth, isText, last) = (0, 0, false, -1);
        for (var i = 0; i < arguments.Length; i++)
        {
            isText ^= arguments[i] == '"';
            if (isText)
                continue;

            depth += arguments[i] is '(' or '[' or '{' or '<' ? 1 : arguments[i] is ')' or ']' or '}' or '>' ? -1 : 0;
            if (depth != 0 || arguments[i] != ',')
                continue;

            if (i + 1 - line > width && last > line)
            {
                yield return arguments.Substring(line, last - line);
                line = last + 1;
            }

            last = i + 1;
        }

        if (arguments.Length - line > width && last > line)
        {
            yield return arguments.Substring(line, last - line);
            line = last + 1;
        }

        yield return arguments.Substring(line);
    }

    /// <summary>A block that is being written.</summary>
    public readonly struct Block(SourceWriter writer, string? end) : IDisposable
    {
        public void Dispose()
        {
            writer._separate = false;
            writer._indent--;
            if (end is not null)
            {
                writer.Line(end);
            }
        }
    }
}
