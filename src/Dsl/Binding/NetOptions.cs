using System.Collections.Generic;
using System.Linq;
using System;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax;
using NetSpec.Dsl.Text;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Dsl.Binding;

/// <summary>Reads the lines <c>layout</c> and <c>emit</c> of a net.</summary>
internal sealed class NetOptions(NetDeclaration declaration, ProblemBag problems)
{
    public (BatchLayout Layout, EquatableArray<string> Passes) Read() => (ReadLayout(), ReadPasses());

    private BatchLayout ReadLayout()
    {
        if (Only<LayoutStatement>("layout") is not { } statement)
        {
            return BatchLayout.BatchFirst;
        }

        var word = statement.Layout;
        if (KernelWords.LayoutOf(word.Text) is { } layout)
        {
            return layout;
        }

        problems.Report(ProblemCode.UnknownLayout, word.Span, $"no layout is called '{word.Text}'{Suggest.HintOrAll(word.Text, KernelWords.Layouts)}");
        return BatchLayout.BatchFirst;
    }

    private EquatableArray<string> ReadPasses()
    {
        var chosen = new SortedSet<string>(StringComparer.Ordinal);
        if (Only<EmitStatement>("emit") is not { } statement)
        {
            return declaration.Body.Any(s => s is LostStatement { Keyword: Keywords.Emit }) ? All() : EquatableArray.Of(PassWords.Forward);
        }

        var isClear = declaration.Body.OfType<EmitStatement>().Count() == 1;
        foreach (var pass in statement.Passes)
        {
            if (!PassWords.All.Contains(pass.Text))
            {
                problems.Report(ProblemCode.UnknownPass, pass.Span, $"no pass is called '{pass.Text}'{Suggest.HintOrAll(pass.Text, PassWords.All)}");
                isClear = false;
                continue;
            }

            if (!chosen.Add(pass.Text))
            {
                problems.Report(ProblemCode.DuplicateName, pass.Span, $"the pass '{pass.Text}' is already in this list");
            }
        }

        // The list adds to the forward pass: who asks for path norms has not asked to lose Forward.
        if (!statement.IsOnly)
        {
            chosen.Add(PassWords.Forward);
        }

        return isClear ? new(chosen) : All();
    }

    /// <summary>What a line that is wrong may have asked for: code that uses what a pass gives should not fail too.</summary>
    private static EquatableArray<string> All() => new(PassWords.All.Where(pass => pass != PassWords.Direct).OrderBy(pass => pass, StringComparer.Ordinal));

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
