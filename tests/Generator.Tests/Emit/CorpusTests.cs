using System;
using System.IO;
using System.Linq;
using NetSpec.Compiler.Planning;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Generator.Tests.Emit;

/// <summary>Every net of the corpus through planner, verifier, emitter and compiler.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string> Files =>
    [
        .. Directory.GetFiles(Repository.PathOf("tests", "Corpus"), "*.netspec", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.PathOf("tests", "Corpus"), file).Replace('\\', '/'))
            .Where(file => !file.StartsWith("bad/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Plans_are_sound(string file) => Assert.All(Nets(file), net => Assert.Empty(PlanVerifier.Verify(Planner.Plan(net))));

    [Theory]
    [MemberData(nameof(Files))]
    public void Emitted_models_compile_without_a_warning(string file) =>
        Assert.Empty(Compilations.Diagnose(EmittedFiles.Forward(Nets(file))));

    private static EquatableArray<Net> Nets(string file) => SpecCompiler.Compile(File.ReadAllText(Repository.PathOf("tests", "Corpus", file))).Nets;
}
