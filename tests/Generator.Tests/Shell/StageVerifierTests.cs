using System;
using System.IO;
using System.Linq;
using System.Threading;
using NetSpec.Compiler;
using NetSpec.Compiler.Rewrites;
using NetSpec.Compiler.Specs;
using NetSpec.Compiler.Stages;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Generator.Tests.Shell;

/// <summary>What each stage promises the next one, looked at on the small nets of the corpus: normalised, path-norm and adjoint nets too.</summary>
public sealed class StageVerifierTests
{
    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Repository.PathOf("tests", "Corpus", "features"), "*.netspec").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_stage_keeps_its_promise(string file)
    {
        var text = File.ReadAllText(Repository.PathOf("tests", "Corpus", "features", file));
        foreach (var type in SpecType.In(ParsedSpec.Compile(SpecUnit.Alone(new(file, text)), CancellationToken.None)))
            Assert.Null(PlannedType.Of(type, verify: true).Problem?.Message);
    }

    [Fact]
    public void A_pass_that_loses_a_tensor_is_found()
    {
        var net = SpecCompiler.Compile("net N {\n    input x : 4\n    lost = x -> linear(3)\n    output y = x -> linear(2)\n    emit forward\n}\n").Nets.Single();
        var normal = Normalise.Run(net);

        Assert.Empty(NetVerifier.ViolationsOf(normal, net));
        Assert.Equal(["the parameters do not begin with those of the net that it was made of"], NetVerifier.ViolationsOf(normal with { Parameters = normal.Parameters.Skip(1).ToEquatableArray() }, net).Where(text => text.Contains("made of", StringComparison.Ordinal)));
        Assert.NotEmpty(NetVerifier.Violations(normal));
    }
}
