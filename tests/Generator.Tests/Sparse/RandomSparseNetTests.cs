using System.Linq;
using NetSpec.Generator.Tests.Emit;
using Xunit;

namespace NetSpec.Generator.Tests.Sparse;

/// <summary>Random nets of sparse factors, sample by sample and in panels, at every vector width, against the interpreter.</summary>
public sealed class RandomSparseNetTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    [InlineData(120)]
    public void Emitted_nets_compute_what_they_say(int first)
    {
        var specs = Enumerable.Range(first, 60).Select(RandomSparseNets.Of).ToArray();
        var problems = RandomNetCheck.Run(specs, ForwardCheck.Levels, first);
        Assert.All(specs.Zip(problems), pair => Assert.True(pair.Second is null, pair.Second + "\n" + pair.First.Text));
    }
}
