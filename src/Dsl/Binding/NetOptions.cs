using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax;

namespace NetSpec.Dsl.Binding;

/// <summary>Reads the lines <c>layout</c> and <c>emit</c> of a net.</summary>
internal sealed class NetOptions(NetDeclaration declaration, ProblemBag problems)
{
    /// <summary>The pass that computes Φ-costs.</summary>
    public const string PhiCost = "phicost";

    private const string Forward = "forward";
    private const string Gpu = "gpu";

    private static readonly string[] Passes = [Forward, Gpu, "lifting", "pathnorm", PhiCost];

    private static readonly Dictionary<string, BatchLayout> Layouts = new(StringComparer.Ordinal)
    {
        ["batch_first"] = BatchLayout.BatchFirst,
        ["batch_last"] = BatchLayout.BatchLast,
    };

    public (BatchLayout Layout, EquatableArray<string> Passes) Read() => (ReadLayout(), ReadPasses());

    private BatchLayout ReadLayout()
    {
        if (Only<LayoutStatement>("layout") is not { } statement)
        {
            return BatchLayout.BatchFirst;
        }

        var word = statement.Layout;
        if (!Layouts.TryGetValue(word.Text, out var layout))
        {
            problems.Report(ProblemCode.UnknownLayout, word.Span, $"no layout is called '{word.Text}'{HintOrAll(word.Text, [.. Layouts.Keys])}");
        }

        return layout;
    }

    private EquatableArray<string> ReadPasses()
    {
        var chosen = new SortedSet<string>(StringComparer.Ordinal);
        if (Only<EmitStatement>("emit") is not { } statement)
        {
            return EquatableArray.Of(Forward);
        }

        foreach (var pass in statement.Passes)
        {
            if (Array.IndexOf(Passes, pass.Text) < 0)
            {
                problems.Report(ProblemCode.UnknownPass, pass.Span, $"no pass is called '{pass.Text}'{HintOrAll(pass.Text, Passes)}");
                continue;
            }

            if (!chosen.Add(pass.Text))
            {
                problems.Report(ProblemCode.DuplicateName, pass.Span, $"the pass '{pass.Text}' is already in this list");
            }
            else if (pass.Text == Gpu)
            {
                problems.Report(ProblemCode.PassNotEmitted, pass.Span, $"this version does not emit '{pass.Text}' yet; it emits {string.Join(", ", Passes.Where(name => name != Gpu))}");
            }
        }

        return new(chosen);
    }

    private static string HintOrAll(string name, string[] all) =>
        Suggest.Nearest(name, all) is { } near ? Suggest.Hint(near) : $"; there are {string.Join(", ", all.Take(all.Length - 1))} and {all[all.Length - 1]}";

    private T? Only<T>(string keyword)
        where T : Statement
    {
        var all = declaration.Body.OfType<T>().ToArray();
        foreach (var repeated in all.Skip(1))
        {
            problems.Report(ProblemCode.MisplacedStatement, repeated.Span, $"a net has one {keyword} line; this is the second");
        }

        return all.FirstOrDefault();
    }
}
