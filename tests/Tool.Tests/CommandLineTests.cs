using System;
using System.IO;
using System.Linq;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Tool.Tests;

/// <summary>What all verbs have in common: help, errors, exit codes.</summary>
public sealed class CommandLineTests(Scratch scratch) : IClassFixture<Scratch>
{
    private static readonly Lazy<string[]> Names = new(() =>
        [.. ToolRun.Of("--help").Succeeded().Out.Split("Commands:")[1].Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal) && line.Length > 2 && line[2] != ' ').Select(line => line.Trim().Split(' ')[0])]);

    public static TheoryData<string> Verbs => [.. Names.Value];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_verb_has_help_with_examples_json_and_a_section_in_the_documentation(string verb)
    {
        var help = ToolRun.Of(verb, "--help").Succeeded().Out;

        Assert.Contains("Examples:\n  netspec " + verb, help, StringComparison.Ordinal);
        Assert.Contains("--json", help, StringComparison.Ordinal);
        Assert.Contains("### " + verb, File.ReadAllLines(Repository.PathOf("docs", "tool.md")));
    }

    [Fact]
    public void A_word_that_is_no_verb_is_a_usage_error_with_the_nearest_one()
    {
        ToolRun.Of("sumary", "x").FailedWith(2, "'sumary' is no verb; did you mean 'summary'?");
        ToolRun.Of("xyzzyxyzzy").FailedWith(2, "'xyzzyxyzzy' is no verb");
    }

    [Theory]
    [InlineData("no verb is given", "")]
    [InlineData("argument missing", "check")]
    [InlineData("--nonsense", "check tests/Corpus/nets/mlp.netspec --nonsense=1")]
    public void A_command_line_that_cannot_be_read_is_a_usage_error(string text, string line) =>
        ToolRun.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).FailedWith(2, text);

    [Fact]
    public void A_file_that_cannot_be_read_is_one_line()
    {
        ToolRun.Of("summary", "nowhere.netspec").FailedWith(3, "there is no file 'nowhere.netspec'");
        ToolRun.Of("summary", scratch.Folder).FailedWith(3, "is a folder, not a file");
        var path = scratch.Fresh("noise.netspec");
        File.WriteAllBytes(path, [0x6e, 0x80, 0xc1, 0xff]);
        ToolRun.Of("summary", path).FailedWith(3, "is no text in UTF-8");
    }

    [Fact]
    public void A_spec_with_errors_has_them_reported_by_every_verb()
    {
        var run = ToolRun.Of("summary", "tests/Corpus/bad/shapes.netspec");

        Assert.Equal((3, ""), (run.ExitCode, run.Out));
        Assert.StartsWith("tests/Corpus/bad/shapes.netspec(6,21): error NSPEC2101: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_net_that_is_not_there_is_named_with_those_that_are()
    {
        ToolRun.Of("summary", "tests/Corpus/nets/mlp.netspec", "--net", "Mlp").FailedWith(2, "has no net called 'Mlp', but MlpSmall");
        Assert.Contains("net Corpus.Nets.MlpSmall", ToolRun.Of("summary", "tests/Corpus/nets/mlp.netspec", "--net", "MlpSmall").Succeeded().Lines);
    }

    [Fact]
    public void The_shell_is_told_the_verbs() =>
        Assert.Equal(["check"], ToolRun.Of("[suggest:11]", "netspec che").Succeeded().Lines);

    [Fact]
    public void The_version_is_one_line() => Assert.Matches(@"^\d+\.\d+\.\d+", Assert.Single(ToolRun.Of("--version").Succeeded().Lines));
}
