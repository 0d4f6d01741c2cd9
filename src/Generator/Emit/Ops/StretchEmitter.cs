using System.Linq;
using NetSpec.Dsl;
using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit.Ops;

/// <summary>Repeats rows and columns, or sums repeated ones.</summary>
internal static class StretchEmitter
{
    private const int NumbersPerLine = 28;

    public static void Write(SourceWriter writer, StretchStep step) => Write(writer, "Stretch", step, step.Rows, step.Columns);

    public static void Write(SourceWriter writer, ShrinkStep step) => Write(writer, "Shrink", step, step.Rows, step.Columns);

    private static void Write(SourceWriter writer, string kernel, MapStep step, EquatableArray<int> rowNumbers, EquatableArray<int> columnNumbers)
    {
        Places.DeclareMaps(writer, step);
        Numbers(writer, "rows", rowNumbers);
        var columns = columnNumbers == rowNumbers ? "rows" : "columns";
        if (columns == "columns")
        {
            Numbers(writer, columns, columnNumbers);
        }

        writer.Line($"{Api.Maps}.{kernel}(run, from, to, rows, {columns});");
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
