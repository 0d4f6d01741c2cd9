using System;
using System.Linq;
using System.Text;

namespace NetSpec.Fuzz;

/// <summary>
/// Makes specs: well-formed ones, damaged ones and noise. Each seed has one text, always the same.
/// </summary>
public sealed class SpecGenerator(SpecSeeds seeds)
{
    public string Make(int seed)
    {
        var random = new Random(seed);
        return random.Next(20) switch
        {
            < 6 => Damage(new SpecWriter(random).Write(), random),
            6 or 7 => new SpecWriter(random).Write(),
            8 => Soup(random),
            9 => Noise(random),
            10 => Damage(Pick(seeds.Files, random), random),
            _ => Damage(string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pick(seeds.Declarations, random))), random),
        };
    }

    private static string Pick(System.Collections.Generic.IReadOnlyList<string> items, Random random) => items[random.Next(items.Count)];

    private static string Damage(string text, Random random)
    {
        for (var count = 1 << random.Next(4); count > 0; count--)
        {
            text = SpecMutation.Apply(text, random);
        }

        return text;
    }

    private static string Soup(Random random)
    {
        var text = new StringBuilder();
        for (var count = random.Next(200); count > 0; count--)
        {
            text.Append(Vocabulary.Token(random)).Append(random.Next(6) switch { 0 => "\n", 1 => "", _ => " " });
        }

        return text.ToString();
    }

    private static string Noise(Random random)
    {
        var text = new StringBuilder();
        for (var count = random.Next(100); count > 0; count--)
        {
            text.Append(Vocabulary.Character(random));
        }

        return text.ToString();
    }
}
