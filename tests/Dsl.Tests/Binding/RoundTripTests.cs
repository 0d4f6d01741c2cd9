using System.IO;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Printing;
using Xunit;

namespace NetSpec.Dsl.Tests.Binding;

/// <summary>A net printed as a spec compiles to the same net.</summary>
public sealed class RoundTripTests
{
    public static TheoryData<string> Files => new(Corpus.GoodSpecs.Select(path => Path.GetRelativePath(Corpus.Folder, path)));

    [Theory]
    [MemberData(nameof(Files))]
    public void A_printed_net_compiles_to_the_same_net(string file)
    {
        foreach (var net in SpecCompiler.Compile(File.ReadAllText(Path.Combine(Corpus.Folder, file))).Nets)
        {
            NetVerifier.Verify(net);
            var printed = NetPrinter.Print(net);
            var again = Spec.Net(printed);

            Assert.Equal(Comparable(net), Comparable(again));
            Assert.Equal(printed, NetPrinter.Print(again with { Nodes = WithNames(again, net) }));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_good_spec_has_no_problems(string file)
    {
        var result = SpecCompiler.Compile(File.ReadAllText(Path.Combine(Corpus.Folder, file)));

        Assert.Empty(result.Problems.Select(p => p.Message));
        Assert.Empty(result.Shells);
    }

    /// <summary>What printing keeps: all but the statements, and the names of nodes that no 'as' can give.</summary>
    internal static Net Comparable(Net net) => net with
    {
        Statements = default,
        Nodes = net.Nodes.Select(n => n with { Statement = default, Name = n.Op is Add or Concat || Shares(net, n) ? "" : n.Name }).ToEquatableArray(),
    };

    private static EquatableArray<Node> WithNames(Net net, Net names) =>
        net.Nodes.Select(n => n with { Name = names.Nodes[n.Id].Name }).ToEquatableArray();

    private static bool Shares(Net net, Node node) =>
        node.Parameters.Count > 0 && net.Nodes.First(n => n.Parameters.Contains(node.Parameters[0])).Id != node.Id;
}
