using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NetSpec.Dsl.Graph;
using Xunit;

namespace NetSpec.Dsl.Tests.Binding;

/// <summary>
/// One slip of the pen loses no member: for every token of every spec of the corpus, left out, misspelt, quoted or written as
/// another language has it, what stands in for the nets has the tensors, the inputs and outputs and the passes of the right text.
/// One slip in fifty may go beyond all guesses: a group whose parenthesis is gone may have begun anywhere.
/// </summary>
public sealed partial class StandInTests
{
    public static TheoryData<string> Files => [.. Corpus.GoodSpecs.Where(path => path.Contains("features", StringComparison.Ordinal)).Select(path => Path.GetRelativePath(Corpus.Folder, path))];

    [Theory]
    [MemberData(nameof(Files))]
    public void One_slip_loses_no_member(string file)
    {
        var text = File.ReadAllText(Path.Combine(Corpus.Folder, file));
        var right = SpecCompiler.Compile(text).Nets;
        var lost = new List<string>();
        var slips = 0;
        foreach (var (slip, wrong) in Slips(text))
        {
            slips++;
            var result = SpecCompiler.Compile(wrong);
            if (result.Problems.Any(problem => problem.IsError) && right.Select(net => Lost(net, result)).FirstOrDefault(what => what.Length > 0) is { } found)
            {
                lost.Add($"{slip}: {found}; {result.Problems[0].Message}");
            }
        }

        Assert.True(lost.Count * 50 <= slips, $"{lost.Count} of {slips}\n{string.Join("\n", lost)}");
    }

    /// <summary>What a net lacks, empty when it lacks nothing.</summary>
    private static string Lost(Net net, SpecResult result)
    {
        if (result.Nets.Any(other => other.FullName == net.FullName && other.Parameters.Count >= net.Parameters.Count))
        {
            return "";
        }

        var shell = result.Shells.FirstOrDefault(other => other.FullName == net.FullName);
        return shell is null ? $"no {net.FullName}" : string.Join(
            ", ",
            net.Parameters.Select(parameter => parameter.Name).Except(shell.Parameters)
                .Concat(net.Inputs.Select(input => net.Nodes[input].Name).Except(shell.Inputs))
                .Concat(net.Outputs.Select(output => output.Name).Except(shell.Outputs))
                .Concat(net.Passes.Except(shell.Passes))
                .Select(name => $"{net.Name} lost {name}"));
    }

    private static IEnumerable<(string Slip, string Text)> Slips(string text)
    {
        foreach (var match in Token().Matches(text).Where(match => !IsInComment(text, match.Index)))
        {
            var line = text.Take(match.Index).Count(c => c == '\n') + 1;
            // A line that begins with an arrow belongs to the one above; without it nobody can tell.
            var isFirst = text[(text.LastIndexOf('\n', match.Index) + 1)..match.Index].Trim().Length == 0;
            foreach (var wrong in isFirst && match.Value == "->" ? [] : Wrong(match.Value))
            {
                yield return ($"{line}: '{match.Value}' as '{wrong}'", text[..match.Index] + wrong + text[(match.Index + match.Length)..]);
            }
        }
    }

    private static bool IsInComment(string text, int at) => text.LastIndexOf('\n', at) is var start && text[(start + 1)..at].Contains("//", StringComparison.Ordinal);

    private static string[] Wrong(string token) => token switch
    {
        "(" => [" ", "["],
        ")" => [" ", "]"],
        "->" => ["-", ">", "=>"],
        ":" => [" ", "="],
        "=" => [" "],
        "," => [" ", ";"],
        "linear" => ["lin", "\"linear\"", "fc", "linear."],
        "conv" => ["convv", "'conv'", "conv2d"],
        "bn" => ["batchnorm", "`bn`", "bm"],
        "input" or "output" => [token + "s", token[..^1]],
        "emit" => ["emti"],
        "repeat" => ["repaet", "repeat:"],
        "as" => ["sa", "as:"],
        "net" => ["nett"],
        "block" => ["blok"],
        "namespace" => ["namspace"],
        "neurons" or "layout" or "with" or "in" or "bias" => [],
        _ when char.IsDigit(token[0]) => [token + ","],
        _ => [token + ";", token + "."],
    };

    [GeneratedRegex(@"[A-Za-z_]\w*|\d+|->|[():,=]", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
