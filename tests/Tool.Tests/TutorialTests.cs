using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Tool.Tests;

/// <summary>Every command of the tool in docs/tutorial.md, in order, in a folder as the page wants it.</summary>
public sealed class TutorialTests(Scratch scratch) : IClassFixture<Scratch>
{
    private static readonly string[] Page = File.ReadAllLines(Repository.PathOf("docs", "tutorial.md"));

    [Fact]
    public void Every_command_works_and_what_the_page_says_of_them_is_so()
    {
        foreach (var name in new[] { "digits.netspec", "digits.safetensors", "digits_test.csv" })
        {
            File.Copy(Repository.PathOf("samples", "Digits", name), scratch[name]);
        }

        // What the two lines of awk do.
        File.WriteAllText(scratch["labels.txt"], DigitSamples.Labels(360));
        File.WriteAllText(scratch["digits.csv"], DigitSamples.Csv(360));
        var commands = Commands().ToList();
        var runs = commands.ToDictionary(command => command, command => ToolRun.In(scratch.Folder, command.Split(' ')[1..]).Succeeded().Out);

        Assert.True(commands.Count > 15);
        Assert.Contains("0.28 % of them wrong", runs["netspec margins digits.netspec digits.csv --labels labels.txt -w digits.safetensors"], StringComparison.Ordinal);
        Assert.Contains("the certificate holds", runs["netspec verify pruned.json"], StringComparison.Ordinal);
        string Wrong(string weights) => Assert.Single(
            runs[$"netspec margins imported.netspec digits.csv --labels labels.txt -w {weights}"].Split('\n'), line => line.Contains(" % of them wrong", StringComparison.Ordinal));
        Assert.Equal(Wrong("pruned.safetensors"), Wrong("same.safetensors"));
        Assert.Contains("0.28 % of them wrong", Wrong("again.safetensors"), StringComparison.Ordinal);
        Assert.All(
            new[] { "first.netspec", "digits.svg", "logits.npy", "pruned.safetensors", "pruned.json", "small.npz" },
            name => Assert.True(File.Exists(scratch[name]), name));
    }

    private static IEnumerable<string> Commands()
    {
        var inside = false;
        foreach (var line in Page)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                inside = !inside;
            else if (inside && line.StartsWith("netspec ", StringComparison.Ordinal))
                yield return line;
        }
    }
}
