using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NetSpec.Tests.Support.RandomNets;

/// <summary>A <c>neurons</c> declaration at random.</summary>
internal static class RandomNeurons
{
    /// <summary>The declaration's text.</summary>
    public static string Declare(Random random, string name, int inputs, int outputs)
    {
        var names = Enumerable.Range(0, inputs).Select(i => Text("a", i)).ToList();
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"neurons {name} {{\n    input {string.Join(", ", names)}\n");
        var hidden = random.Next(8);
        for (var i = 0; i < hidden + outputs; i++)
        {
            var antecedents = names.OrderBy(_ => random.Next()).Take(random.Next(1, Math.Min(names.Count, 6) + 1)).ToList();
            var head = i < hidden
                ? Text("h", i) + " : " + random.Next(3) switch { 0 => "relu", 1 => "id", _ => $"pool({random.Next(1, antecedents.Count + 1)})" }
                : "output " + Text("z", i - hidden);
            var bias = random.Next(2) == 0 ? " + bias" : "";
            text.Append(CultureInfo.InvariantCulture, $"    {head} = {string.Join(", ", antecedents.Select(antecedent => Edge(random, antecedent)))}{bias}\n");
            names.Add(i < hidden ? Text("h", i) : Text("z", i - hidden));
        }

        return text.Append("}\n").ToString();
    }

    private static string Edge(Random random, string antecedent) => antecedent + random.Next(6) switch { 0 => "*-0.75", 1 => "*1", 2 => "*-1", _ => "" };

    private static string Text(string stem, int number) => stem + number.ToString(CultureInfo.InvariantCulture);
}
