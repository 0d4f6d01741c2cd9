using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Problems;
using Xunit;

namespace NetSpec.Dsl.Tests.Binding;

/// <summary>Compiles small specs for tests.</summary>
internal static class Spec
{
    /// <summary>The one net of a spec without errors.</summary>
    public static Net Net(string text)
    {
        var result = SpecCompiler.Compile(text);
        Assert.Empty(result.Problems.Where(p => p.IsError).Select(p => p.Message));
        Assert.Empty(result.Shells);
        var net = Assert.Single(result.Nets);
        NetVerifier.Verify(net);
        return net;
    }

    /// <summary>A net with the one input <c>x</c> and the given lines.</summary>
    public static Net Body(string shape, string lines) => Net($"net N {{\n    input x : {shape}\n{lines}\n}}\n");

    /// <summary>The op of the last node that a chain from <c>x</c> makes.</summary>
    public static Node Stage(string shape, string chain) => Body(shape, $"output y = x -> {chain}").Nodes[^1];

    public static Problem Problem(string text) => Assert.Single(SpecCompiler.Compile(text).Problems);
}
