using System.Linq;
using NetSpec.Dsl.Syntax;
using Xunit;

namespace NetSpec.Dsl.Tests.Syntax;

public class CorpusTests
{
    public static TheoryData<string> Names => [.. Corpus.Good.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Parses_without_a_problem(string name)
    {
        var result = SpecParser.Parse(Corpus.Good[name]);

        Assert.Equal(EquatableArray.Of<NetSpec.Dsl.Problems.Problem>(), result.Problems);
        Assert.NotEmpty(result.Spec.Declarations);
        Assert.DoesNotContain(result.Spec.Declarations, declaration => declaration.HasErrors);
    }
}
