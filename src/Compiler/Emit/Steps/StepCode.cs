using System.Collections.Generic;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Dsl;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Emit.Steps;

/// <summary>
/// The code of one step after another, in one of two styles: a method each, where maps are locals with names; or all in one
/// method, where they stand in the calls.
/// </summary>
/// <param name="writer">Where to.</param>
/// <param name="tables">Where arrays of numbers go; null when maps and numbers are locals.</param>
internal sealed class StepCode(SourceWriter writer, NumberTables? tables = null)
{
    private const string RowsName = "rows";

    /// <summary>Characters of a method's name and arguments that stand on one line.</summary>
    private const int Width = 110;

    private bool IsInline => tables is not null;

    /// <summary>A call whose arguments are short.</summary>
    public void Call(string call) => writer.Line(call + ";");

    /// <summary>A call whose arguments have a line of their own where they are long.</summary>
    /// <param name="method">Up to the parenthesis.</param>
    /// <param name="arguments">What follows the run.</param>
    public void Call(string method, string arguments)
    {
        if (IsInline || method.Length + arguments.Length < Width)
        {
            writer.Line($"{method}(run, {arguments});");
            return;
        }

        writer.Line(method + "(");
        using (writer.Indent())
        {
            writer.Line($"run, {arguments});");
        }
    }

    /// <summary>A call whose arguments take several lines, unless it stands among others.</summary>
    /// <param name="method">Up to the parenthesis.</param>
    /// <param name="lines">What follows the run, line by line.</param>
    public void Call(string method, IReadOnlyList<string> lines)
    {
        if (IsInline)
        {
            Call(method, string.Join(", ", lines));
            return;
        }

        writer.Line(method + "(");
        using (writer.Indent())
        {
            for (var i = 0; i < lines.Count; i++)
                writer.Line((i == 0 ? "run, " : "") + lines[i] + (i == lines.Count - 1 ? ");" : ","));
        }
    }

    /// <summary>Clears the border of a map.</summary>
    public void Clear(Place place) => Clear(Argument(place));

    /// <inheritdoc cref="Clear(Place)"/>
    public void Clear(string map) => Call($"{Api.Maps}.ClearBorder(run, {map})");

    /// <summary>A map that stands in a call whatever the style.</summary>
    public string Argument(Place place) => IsInline ? Places.New(place) : Places.Map(place);

    /// <summary>A map as an argument.</summary>
    /// <param name="name">Of its local.</param>
    /// <param name="place">Where it lies.</param>
    public string Map(string name, Place place)
    {
        if (IsInline)
            return Places.New(place);

        writer.Line($"var {name} = {Places.Map(place)};");
        return name;
    }

    /// <summary>The window of a pool.</summary>
    public string Window(Window window)
    {
        if (IsInline)
            return Places.New(window);

        writer.Line($"var window = {Places.PoolWindow(window)};");
        return "window";
    }

    /// <summary>Which rows and which columns are meant, as two arguments.</summary>
    public string Numbers(EquatableArray<int> rows, EquatableArray<int> columns)
    {
        var first = Numbers(RowsName, rows);
        return $"{first}, {(columns == rows ? first : Numbers("columns", columns))}";
    }

    /// <summary>Something that the compiler makes a view of constant data.</summary>
    private string Numbers(string name, EquatableArray<int> numbers)
    {
        if (tables is not null)
            return tables.Name(numbers);

        writer.Line($"{Api.ReadOnlySpanOf}<int> {name} = new[]");
        NumberTables.Write(writer, numbers);
        return name;
    }
}
