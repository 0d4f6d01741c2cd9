using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl;

namespace NetSpec.Tests.Support.RandomNets;

/// <summary>Ways to make a failing spec smaller. Some of the results do not compile: they lack a layer that another one shares.</summary>
public static class SmallerSpecs
{
    /// <summary>Specs with one output, value or operation less, the boldest first.</summary>
    public static IEnumerable<RandomSpec> Of(RandomSpec spec) => [.. FewerOutputs(spec), .. FewerLines(spec)];

    private static IEnumerable<RandomSpec> FewerOutputs(RandomSpec spec) => spec.Outputs.Count == 1 ? [] :
        Enumerable.Range(0, spec.Outputs.Count)
            .SelectMany(i => new[] { spec.Outputs.Where((_, j) => j == i), spec.Outputs.Where((_, j) => j != i) })
            .Select(outputs => Trim(spec with { Outputs = outputs.ToEquatableArray() }));

    private static IEnumerable<RandomSpec> FewerLines(RandomSpec spec)
    {
        for (var i = spec.Lines.Count - 1; i >= 0; i--)
        {
            var line = spec.Lines[i];
            if (!line.IsInput)
            {
                yield return Trim(spec with { Lines = spec.Lines.Select(other => other == line ? line.AsInput() : other).ToEquatableArray() });
            }

            foreach (var other in spec.Lines.Take(i).Where(other => other.Shape == line.Shape))
            {
                yield return Trim(Without(spec, line.Name, other.Name));
            }

            foreach (var output in line.Operands.Where(operand => spec.Lines.Any(other => other.Name == operand && !other.IsInput) && spec.Outputs.Contains(line.Name)))
            {
                yield return Trim(spec with { Outputs = spec.Outputs.Select(name => name == line.Name ? output : name).ToEquatableArray() });
            }
        }
    }

    private static RandomSpec Without(RandomSpec spec, string name, string by) => spec with
    {
        Lines = spec.Lines.Where(line => line.Name != name).Select(line => line.Replace(name, by)).ToEquatableArray(),
        Outputs = spec.Outputs.Select(output => output == name ? by : output).ToEquatableArray(),
    };

    /// <summary>The spec without the values that no output needs; with one input at least.</summary>
    private static RandomSpec Trim(RandomSpec spec)
    {
        HashSet<string> needed = [.. spec.Outputs];
        foreach (var line in spec.Lines.Reverse().Where(line => needed.Contains(line.Name)))
        {
            needed.UnionWith(line.Operands);
        }

        return spec with { Lines = spec.Lines.Where(line => needed.Contains(line.Name)).ToEquatableArray() };
    }
}
