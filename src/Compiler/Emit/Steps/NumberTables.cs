using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Emit.Steps;

/// <summary>Lists of rows and columns that the steps of a class name: each once, however many steps it has.</summary>
/// <param name="names">The names of the class.</param>
internal sealed class NumberTables(ModelNames names)
{
    private const int NumbersPerLine = 28;

    private readonly Dictionary<EquatableArray<int>, string> _names = [];
    private readonly List<EquatableArray<int>> _tables = [];

    /// <summary>The property that has these numbers.</summary>
    public string Name(EquatableArray<int> numbers)
    {
        if (!_names.TryGetValue(numbers, out var name))
        {
            _names[numbers] = name = names.Member("Lines" + CSharp.Literal(_tables.Count + 1));
            _tables.Add(numbers);
        }

        return name;
    }

    /// <summary>The properties.</summary>
    public void Write(SourceWriter writer)
    {
        foreach (var numbers in _tables)
        {
            writer.Separate();
            writer.Line($"private static {Api.ReadOnlySpanOf}<int> {_names[numbers]} => new[]");
            Write(writer, numbers);
        }
    }

    /// <summary>The elements of an array, in braces.</summary>
    public static void Write(SourceWriter writer, EquatableArray<int> numbers)
    {
        using (writer.Braces(";"))
        {
            for (var i = 0; i < numbers.Count; i += NumbersPerLine)
            {
                writer.Line(string.Join(", ", numbers.Skip(i).Take(NumbersPerLine).Select(number => CSharp.Literal(number))) + ",");
            }
        }
    }
}
