using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NetSpec.Dsl.Problems;
using Xunit;

namespace NetSpec.Dsl.Tests.Binding;

/// <summary>The examples of docs/diagnostics.md have the problem that they stand under.</summary>
public sealed partial class DiagnosticsExampleTests
{
    public static TheoryData<string, string> Examples
    {
        get
        {
            var examples = new TheoryData<string, string>();
            var docs = File.ReadAllText(Path.Combine(Corpus.Root, "docs", "diagnostics.md")).ReplaceLineEndings("\n");
            foreach (var match in Sections().Matches(docs).Cast<Match>())
            {
                examples.Add(match.Groups["id"].Value, match.Groups["example"].Value);
            }

            return examples;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_has_its_problem(string id, string example)
    {
        var problems = SpecCompiler.Compile(example).Problems;

        Assert.Contains(id, problems.Select(p => ProblemCatalog.Find(p.Code).Id));
        Assert.True(problems.All(p => ProblemCatalog.Find(p.Code).Id == id), string.Join(Environment.NewLine, problems.Select(p => p.Message)));
    }

    [GeneratedRegex(@"^### (?<id>NSPEC\d{4}): (?:(?!\n### )[\s\S])*?```netspec-error\n(?<example>[\s\S]*?)```", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Sections();
}
