using System;
using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Emit.Writing;

namespace NetSpec.Compiler.Emit.Steps;

/// <summary>
/// A method of a line or more for each of many things, in parts where they are very many: the JIT does not optimise a method
/// beyond some size, and what the C# compiler allocates for one grows faster than its length.
/// </summary>
internal static class PartedMethod
{
    /// <summary>Things in one method.</summary>
    private const int Most = 200;

    /// <param name="writer">Where to.</param>
    /// <param name="names">The names of the class.</param>
    /// <param name="head">The method up to its parameters.</param>
    /// <param name="part">What its parts are called, in front of a number.</param>
    /// <param name="parameter">Its parameter.</param>
    /// <param name="argument">The parameter's name.</param>
    /// <param name="count">How many things.</param>
    /// <param name="body">Writes some of them: the first and how many.</param>
    /// <param name="documentation">What stands above the method.</param>
    public static void Write(
        SourceWriter writer, ModelNames names, string head, string part, string parameter, string argument, int count, Action<int, int> body,
        string documentation = "/// <inheritdoc/>")
    {
        var parts = new string[count <= Most ? 0 : (count + Most - 1) / Most];
        writer.Separate();
        writer.Line(documentation);
        using (writer.Open($"{head}({parameter})"))
        {
            if (parts.Length == 0)
            {
                body(0, count);
            }

            for (var i = 0; i < parts.Length; i++)
            {
                parts[i] = names.Member(part + CSharp.Literal(i + 1));
                writer.Line($"{parts[i]}({argument});");
            }
        }

        for (var i = 0; i < parts.Length; i++)
        {
            writer.Separate();
            using (writer.Open($"private void {parts[i]}({parameter})"))
            {
                body(i * Most, Math.Min(Most, count - (i * Most)));
            }
        }
    }
}
