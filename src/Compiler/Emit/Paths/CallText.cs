using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Writing;

namespace NetSpec.Compiler.Emit.Paths;

/// <summary>
/// An expression that makes an object: on one line where it fits, else its arguments fill the lines after the first; an
/// argument that is such an expression itself has lines of its own.
/// </summary>
/// <param name="head">What stands before the opening parenthesis.</param>
/// <param name="arguments">Texts and expressions.</param>
/// <param name="tail">What stands after the closing parenthesis: an initialiser, or nothing.</param>
internal sealed class CallText(string head, IReadOnlyList<object> arguments, string tail)
{
    /// <summary>Characters of an expression that stays on one line, behind its indentation in the emitted file.</summary>
    private const int Width = 150;

    /// <summary>Characters of the lines that arguments fill.</summary>
    private const int Fill = 110;

    private const int Step = 4;

    public override string ToString() => $"{head}({string.Join(", ", arguments)}){tail}";

    /// <summary>The lines, as they stand behind each other.</summary>
    public IReadOnlyList<string> Lines() => Lines(0);

    private List<string> Lines(int indent)
    {
        var margin = new string(' ', indent);
        if (ToString() is var text && indent + text.Length <= Width)
        {
            return [margin + text];
        }

        List<string> lines = [margin + head + "("];
        var inner = new string(' ', indent + Step);
        var open = false;
        for (var i = 0; i < arguments.Count; i++)
        {
            var end = i == arguments.Count - 1 ? ")" + tail : ",";
            if (arguments[i] is CallText call)
            {
                lines.AddRange(call.Lines(indent + Step));
                lines[lines.Count - 1] += end;
                open = false;
            }
            else if (open && lines[lines.Count - 1].Length + arguments[i].ToString().Length + end.Length < Fill)
            {
                lines[lines.Count - 1] += " " + arguments[i] + end;
            }
            else
            {
                lines.Add(inner + arguments[i] + end);
                open = true;
            }
        }

        return lines;
    }

    /// <summary>The length of the text on one line: a measure of the code it becomes.</summary>
    public int Length => ToString().Length;

    /// <summary>An expression that makes an object of the runtime's graphs, with an initialiser of the settings that are not empty.</summary>
    public static CallText New(string type, IEnumerable<object> arguments, params string[] settings)
    {
        var set = settings.Where(setting => setting.Length > 0).ToArray();
        return new("new " + Aliases.Layers + type, arguments.ToArray(), set.Length == 0 ? "" : " { " + string.Join(", ", set) + " }");
    }

    /// <summary>A setting, or nothing.</summary>
    public static string Set(string property, string value, bool isNeeded) => isNeeded ? $"{property} = {value}" : "";
}
