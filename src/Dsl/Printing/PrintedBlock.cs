using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Dsl.Printing;

/// <summary>A block of a printed spec.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Part">One of the parts that it stands for.</param>
/// <param name="Words">For each number of the part's calls, what stands in its place.</param>
internal sealed record PrintedBlock(string Name, BlockPart Part, IReadOnlyList<IReadOnlyList<string>> Words)
{
    private const int UsualStep = 1;

    /// <summary>The parameters, those with a default last.</summary>
    private Parameter[] Parameters { get; init; } = [];

    /// <summary>For each call whether its stride differs among the parts, so that it is said where it is 1 too.</summary>
    private List<bool> SaysStride { get; init; } = [];

    /// <summary>The number of each part, by the place of its first item.</summary>
    private Dictionary<int, int> Uses { get; init; } = [];

    /// <summary>The block of parts that are alike; null when too many numbers differ.</summary>
    public static PrintedBlock? Of(IReadOnlyList<BlockPart> parts, int mostParameters, Func<BlockPart, string> name)
    {
        var parameters = new List<Parameter>();
        var words = new List<IReadOnlyList<string>>();
        var says = new List<bool>();
        for (var item = 0; item < parts[0].Items.Count; item++)
        {
            var plain = parts.Select(part => part.Items[item].Spell(false)).ToArray();
            var saysStride = plain.Select(CallNumbers.Skeleton).Distinct(StringComparer.Ordinal).Skip(1).Any();
            var calls = saysStride ? [.. parts.Select(part => part.Items[item].Whole)] : plain;
            var (numbers, areStrides) = (calls.Select(CallNumbers.Of).ToArray(), CallNumbers.AreStrides(calls[0]));
            var ofItem = new List<string>();
            for (var i = 0; i < numbers[0].Count; i++)
            {
                var values = numbers.Select(part => part[i]).ToArray();
                ofItem.Add(values.All(value => value == values[0]) ? CallNumbers.Text(values[0]) : Word(values, areStrides[i], parameters));
            }

            says.Add(saysStride);
            words.Add(ofItem);
        }

        return parameters.Count > mostParameters ? null
            : new(name(parts[0]), parts[0], words)
            {
                Parameters = [.. parameters.OrderBy(parameter => parameter.HasDefault)],
                SaysStride = says,
                Uses = parts.Select((part, i) => (part.Start, i)).ToDictionary(use => use.Start, use => use.i),
            };
    }

    /// <summary>The use of the block that is a part.</summary>
    /// <param name="part">The part.</param>
    /// <param name="statesSteps">Whether an argument that has the default is said too.</param>
    public string Call(BlockPart part, bool statesSteps)
    {
        var use = Uses[part.Start];
        var arguments = Parameters
            .Where(parameter => statesSteps || !parameter.HasDefault || parameter.Values[use] != UsualStep)
            .Select(parameter => (parameter.HasDefault ? parameter.Name + "=" : "") + CallNumbers.Text(parameter.Values[use]))
            .ToList();
        return arguments.Count == 0 ? Name : $"{Name}({string.Join(", ", arguments)})";
    }

    /// <summary>Its lines.</summary>
    public IEnumerable<string> Print()
    {
        var parameters = Parameters.Select(parameter => parameter.HasDefault ? $"{parameter.Name}={CallNumbers.Text(UsualStep)}" : parameter.Name);
        yield return $"block {Name}{(Parameters.Length == 0 ? "" : $"({string.Join(", ", parameters)})")} {{";
        var names = new FreeNames();
        names.Take(Parameters.Select(parameter => parameter.Name));
        var items = Part.Items
            .Select((item, i) => item with { Name = Part.Within(item), Spell = norm => CallNumbers.With(Call(item, i, norm), Words[i]) })
            .ToList();
        var printer = new BodyPrinter(items, [("out", items[items.Count - 1].Value)], "", names, new Dictionary<int, string> { [Part.Entry] = "in" });
        foreach (var (_, text) in printer.Print(_ => ""))
        {
            yield return "    " + text.Replace("\n", "\n    ");
        }

        yield return "}";
    }

    private string Call(PrintedItem item, int index, bool beforeBatchNorm) =>
        SaysStride[index] && item.SpellStride is { } whole ? whole(beforeBatchNorm) : item.Spell(beforeBatchNorm);

    /// <summary>
    /// What stands for numbers that differ: a parameter that has them, a multiple of one, or a new one. Strides have parameters of their own: that
    /// channels are a multiple of one is chance.
    /// </summary>
    private static string Word(long[] values, bool isStride, List<Parameter> parameters)
    {
        foreach (var other in parameters.Where(parameter => parameter.IsStride == isStride))
        {
            if (other.Values.SequenceEqual(values))
                return other.Name;
            var factor = other.Values[0] == 0 || isStride ? 0 : values[0] / other.Values[0];
            if (factor > 1 && values.Zip(other.Values, (value, one) => value == factor * one).All(equal => equal))
                return $"{CallNumbers.Text(factor)}*{other.Name}";
        }

        var alike = parameters.Count(parameter => parameter.IsStride == isStride);
        var name = !isStride ? ((char)('c' + alike)).ToString() : alike == 0 ? CallNumbers.Step : CallNumbers.Step + CallNumbers.Text(alike + 1);
        parameters.Add(new(name, values, isStride));
        return name;
    }

    /// <summary>A parameter.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Values">What it is in each of the parts.</param>
    /// <param name="IsStride">Whether it is a stride.</param>
    private sealed record Parameter(string Name, IReadOnlyList<long> Values, bool IsStride)
    {
        /// <summary>Whether it may be left out: a stride that is 1 somewhere.</summary>
        public bool HasDefault => IsStride && Values.Contains(UsualStep);
    }
}
