using System;
using System.IO;
using System.Linq;
using NetSpec.Compiler;
using NetSpec.Dsl.Problems;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Generator.Tests.Emit.Gpu;

/// <summary>
/// Every spec in tests/Corpus/bad/devices has, in a project with ILGPU, exactly the problems that its comments announce. <c>NETSPEC_ACCEPT=1</c> writes
/// the comments anew.
/// </summary>
public sealed class DeviceProblemTests
{
    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Repository.PathOf("tests", "Corpus", "bad", "devices"), "*.netspec").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_bad_spec_has_exactly_the_problems_it_announces(string file)
    {
        var path = Repository.PathOf("tests", "Corpus", "bad", "devices", file);
        var text = File.ReadAllText(path);
        if (Environment.GetEnvironmentVariable("NETSPEC_ACCEPT") == "1")
        {
            text = ExpectedProblem.Announce(text, Problems(text));
            File.WriteAllText(path, text);
        }

        Assert.Equal(ExpectedProblem.Read(text), Problems(text).Select(problem => ExpectedProblem.Of(text, problem)));
    }

    private static Problem[] Problems(string text) =>
    [
        .. NetCompiler.Compile([new SpecText("bad.netspec", text)], new CompilerOptions { HasIlgpu = true }).Problems
            .Select(problem => new Problem(problem.Code, problem.Span, problem.Message)),
    ];
}
