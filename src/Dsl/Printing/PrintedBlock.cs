using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Dsl.Printing;

/// <summary>A block of a printed spec.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">The names of its parameters.</param>
/// <param name="Part">One of the parts that it stands for.</param>
/// <param name="Words">For each number of the part's calls, what stands in its place.</param>
internal sealed record PrintedBlock(string Name, IReadOnlyList<string> Parameters, BlockPart Part, IReadOnlyList<IReadOnlyList<string>> Words)
{
    // The places of the numbers that are the parameters: item, and number of its call.
    private IReadOnlyList<(int Item, int Number)> Places { get; init; } = [];

    /// <summary>The block of parts that are alike; null when too many numbers differ.</summary>
    public static PrintedBlock? Of(IReadOnlyList<BlockPart> parts, int mostParameters, Func<BlockPart, string> name)
    {
        var numbers = parts.Select(part => part.Items.Select(item => CallNumbers.Of(item.Spell(false))).ToArray()).ToArray();
        var parameters = new List<(string Name, long[] Values, (int, int) Place)>();
        var words = new List<IReadOnlyList<string>>();
        for (var item = 0; item < parts[0].Items.Count; item++)
        {
            var ofItem = new List<string>();
            for (var i = 0; i < numbers[0][item].Count; i++)
            {
                var values = numbers.Select(part => part[item][i]).ToArray();
                ofItem.Add(values.All(value => value == values[0]) ? CallNumbers.Text(values[0]) : Word(values, (item, i), parameters));
            }

            words.Add(ofItem);
        }

        return parameters.Count > mostParameters ? null
            : new(name(parts[0]), [.. parameters.Select(parameter => parameter.Name)], parts[0], words) { Places =
            [
                .. parameters.Select(parameter => parameter.Place),
            ] };
    }

    /// <summary>The use of the block that is a part.</summary>
    public string Call(BlockPart part)
    {
        var values = Places.Select(place => CallNumbers.Text(CallNumbers.Of(part.Items[place.Item].Spell(false))[place.Number]));
        return Places.Count == 0 ? Name : $"{Name}({string.Join(", ", values)})";
    }

    /// <summary>Its lines.</summary>
    public IEnumerable<string> Print()
    {
        yield return $"block {Name}{(Parameters.Count == 0 ? "" : $"({string.Join(", ", Parameters)})")} {{";
        var names = new FreeNames();
        names.Take(Parameters);
        var items = Part.Items
            .Select((item, i) => item with { Name = Part.Within(item), Spell = norm => CallNumbers.With(item.Spell(norm), Words[i]) })
            .ToList();
        var printer = new BodyPrinter(items, [("out", items[items.Count - 1].Value)], "", names, new Dictionary<int, string> { [Part.Entry] = "in" });
        foreach (var (_, text) in printer.Print(_ => ""))
        {
            yield return "    " + text.Replace("\n", "\n    ");
        }

        yield return "}";
    }

    /// <summary>What stands for numbers that differ: a parameter that has them, a multiple of one, or a new one.</summary>
    private static string Word(long[] values, (int, int) place, List<(string Name, long[] Values, (int, int) Place)> parameters)
    {
        foreach (var (name, others, _) in parameters)
        {
            if (others.SequenceEqual(values))
                return name;
            var factor = others[0] == 0 ? 0 : values[0] / others[0];
            if (factor > 1 && values.Zip(others, (value, other) => value == factor * other).All(equal => equal))
                return $"{CallNumbers.Text(factor)}*{name}";
        }

        var next = ((char)('c' + parameters.Count)).ToString();
        parameters.Add((next, values, place));
        return next;
    }
}
