using System.Globalization;
using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Rewrites.PathNorms;

/// <summary>
/// Puts a scale frozen at one where a unit has to change and no layer can take the change up: before a sum, and where channels become
/// columns, behind an operand that is not a linear layer which nothing else reads; and behind a long run of pools. When the pass is packed
/// most of those before sums turn out to change nothing, and are skipped.
/// </summary>
internal static class SumScales
{
    /// <summary>Sums over windows may bring values from 1 to 2^32 before they are scaled again.</summary>
    private const double MaxGrowth = 32;

    public static PathNet Run(PathNet path)
    {
        var net = path.Net;
        var readers = new Readers(net);
        var builder = new PathNetBuilder(net);

        // The logarithm to base 2 of how far a value may exceed 1.
        var growth = new double[net.Nodes.Count];
        foreach (var node in net.Nodes)
        {
            var tensors = node.Parameters.Select(index => path.Tensors[index]).ToArray();
            builder.Add(node, node.Op, node.Op is Add or Turn ? Summands(net, node, readers, builder) : builder.Operands(node), tensors);
            growth[node.Id] = PathOps.Of(node).Growth(node.Op) is { } more ? node.Inputs.Max(operand => growth[operand]) + more : 0;
            if (growth[node.Id] > MaxGrowth)
            {
                builder.Replace(node, Unit(builder, node, builder.Of(node.Id), ".scale"));
                growth[node.Id] = 0;
            }
        }

        return builder.Finish();
    }

    private static EquatableArray<int> Summands(Net net, Node sum, Readers readers, PathNetBuilder builder) => sum.Inputs
        .Select((operand, i) => HasWeights(net.Nodes[operand].Op) && readers.IsPrivate(operand)
            ? builder.Of(operand)
            : Unit(builder, sum, builder.Of(operand), ".scale" + (i + 1).ToString(CultureInfo.InvariantCulture)))
        .ToEquatableArray();

    private static int Unit(PathNetBuilder builder, Node near, int value, string suffix) =>
        builder.Insert(near, suffix, new Scale(HasBias: false), EquatableArray.Of(value), new FrozenTensor());

    /// <summary>Whether an op's weights take a change of units up: those of one tensor of weights.</summary>
    internal static bool HasWeights(Op op) => op.Model is { HasWeights: true };
}
