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
            Assert.Equal(printed, NetPrinter.Print(again));
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

    [Theory]
    [MemberData(nameof(Files))]
    public void Without_names_of_nodes_it_compiles_to_the_same_net_but_for_those(string file)
    {
        foreach (var net in SpecCompiler.Compile(File.ReadAllText(Path.Combine(Corpus.Folder, file))).Nets)
        {
            var printed = NetPrinter.Print(net, keepsNames: false);
            var again = Spec.Net(printed);

            Assert.Equal(Unnamed(net), Unnamed(again));
            Assert.Equal(printed, NetPrinter.Print(again, keepsNames: false));
        }
    }

    /// <summary>What printing keeps: all but the statements.</summary>
    internal static Net Comparable(Net net) => net with
    {
        Statements = default,
        Nodes = net.Nodes.Select(n => n with { Statement = default }).ToEquatableArray(),
    };

    private static Net Unnamed(Net net) => Comparable(net) with
    {
        Nodes = Comparable(net).Nodes.Select(n => n.Op is Input || (n.Parameters.Count > 0 && net.Nodes.First(other => other.Parameters.Contains(n.Parameters[0])).Id == n.Id) ? n : n with { Name = "" }).ToEquatableArray(),
    };
}
