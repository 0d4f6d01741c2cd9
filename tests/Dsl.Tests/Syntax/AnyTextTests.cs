using System.IO;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NetSpec.Dsl.Syntax;
using NetSpec.Fuzz;
using Xunit;

namespace NetSpec.Dsl.Tests.Syntax;

/// <summary>The short run of the fuzzer; <c>dotnet run --project tests/Fuzz -c Release -- --texts 10000000</c> is the long one.</summary>
public class AnyTextTests
{
    private static readonly SpecSeeds Seeds = SpecSeeds.FromCorpus();

    public static TheoryData<string> Corpus =>
        new(Binding.Corpus.GoodSpecs.Select(path => Path.GetRelativePath(Binding.Corpus.Folder, path)));

    [Theory]
    [MemberData(nameof(Corpus))]
    public void A_good_spec_parses_without_a_problem(string file)
    {
        var text = File.ReadAllText(Path.Combine(Binding.Corpus.Folder, file));
        var result = SpecParser.Parse(text);

        Assert.Empty(result.Problems.Select(problem => problem.Message));
        Assert.DoesNotContain(result.Spec.Declarations, declaration => declaration.HasErrors);
        Assert.Null(SpecTarget.Check(text, thorough: true));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Generated_texts_compile_or_are_refused(int seed)
    {
        const int Texts = 1_000;
        var target = new SpecTarget(new(Seeds));

        Assert.Null(Enumerable.Range(0, Texts).Select(i => target.Run(FuzzLoop.SeedOf(seed, i))).FirstOrDefault(failure => failure is not null));
    }

    /// <summary>The same strings in each run: new ones are the long run's to find, not a build's that changed something else.</summary>
    [Fact]
    public void Any_string_compiles_or_is_refused() => Prop
        .ForAll<string>(text => Assert.Null(SpecTarget.Check(text ?? "", thorough: true)))
        .Check(Config.QuickThrowOnFailure.WithReplay(seed: 1, gamma: 3));

    [Fact]
    public void The_generator_makes_good_and_bad_specs()
    {
        var generator = new SpecGenerator(Seeds);
        var results = Enumerable.Range(0, 400).Select(i => SpecCompiler.Compile(generator.Make(FuzzLoop.SeedOf(7, i)))).ToList();

        // All outcomes must be common, or the fuzzer tests nothing.
        Assert.InRange(results.Count(result => result.Nets.Count > 0), 40, 350);
        Assert.InRange(results.Count(result => result.Problems.Any(problem => (int)problem.Code < 2000)), 40, 350);
        Assert.InRange(results.Count(result => result.Problems.Any(problem => (int)problem.Code >= 2000)), 40, 350);
    }

    [Fact]
    public void A_seed_always_gives_the_same_text() =>
        Assert.Equal(new SpecGenerator(Seeds).Make(12345), new SpecGenerator(SpecSeeds.FromCorpus()).Make(12345));
}
