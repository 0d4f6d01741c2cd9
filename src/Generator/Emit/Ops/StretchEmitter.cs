using System.Linq;
using NetSpec.Dsl;
using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit.Ops;

/// <summary>Repeats rows and columns.</summary>
internal static class StretchEmitter
{
    private const int NumbersPerLine = 28;

    public static void Write(SourceWriter writer, StretchStep step)
    {
        Places.DeclareMaps(writer, step);
        Numbers(writer, "rows", step.Rows);
        var columns = step.Columns == step.Rows ? "rows" : "columns";
        if (columns == "columns")
        {
            Numbers(writer, columns, step.Columns);
        }

        writer.Line($"{Api.Maps}.Stretch(run, from, to, rows, {columns});");
    }

    /// <summary>A local that the compiler makes a view of constant data.</summary>
    private static void Numbers(SourceWriter writer, string name, EquatableArray<int> numbers)
    {
        writer.Line($"{Api.ReadOnlySpanOf}<int> {name} = new[]");
        using (writer.Braces(";"))
        {
            for (var i = 0; i < numbers.Count; i += NumbersPerLine)
            {
                writer.Line(string.Join(", ", numbers.Skip(i).Take(NumbersPerLine).Select(number => CSharp.Literal(number))) + ",");
            }
        }
    }
}
