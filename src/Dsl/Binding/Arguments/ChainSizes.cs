using System.Linq;
using NetSpec.Dsl.Chains;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Binding.Arguments;

/// <summary>Warns of chains with more non-zeros than the dense layer between the same widths.</summary>
internal static class ChainSizes
{
    /// <param name="net">The net.</param>
    /// <param name="builder">Knows where its nodes stand.</param>
    /// <param name="problems">Where warnings go.</param>
    public static void Report(Net net, NetBuilder builder, ProblemBag problems)
    {
        foreach (var run in FactorRuns.Find(net))
        {
            var chain = FactorRuns.Chain(run);
            if (chain.NonZeros > chain.DenseNonZeros)
            {
                problems.Report(ProblemCode.OversizedChain, builder.PlaceOf(run), Message(chain));
            }
        }
    }

    private static string Message(FactorChain chain) =>
        $"these {Rules.Text(chain.Factors.Count)} sparse factors have {Rules.Text(chain.NonZeros)} non-zeros, but a dense layer from "
            + $"{Rules.Text(chain.Inputs)} to {Rules.Text(chain.Outputs)} has {Rules.Text(chain.DenseNonZeros)}{Fix(chain.Factors)}";

    /// <summary>The rank from which on a low-rank chain saves something.</summary>
    private static string Fix(EquatableArray<KsPattern> factors)
    {
        if (factors.Count != 2 || !factors.All(factor => factor.IsDense))
        {
            return "";
        }

        var (inputs, outputs) = (factors[0].Columns, factors[1].Rows);
        var rank = ((inputs * outputs) - 1) / (inputs + outputs);
        return rank == 0 ? "" : $"; a rank of at most {Rules.Text(rank)} has fewer";
    }
}
