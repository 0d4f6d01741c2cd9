using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Rewrites.PathNorms;

/// <summary>A node that is brought into its form in a path-norm net.</summary>
/// <param name="net">The net.</param>
/// <param name="node">The node.</param>
/// <param name="builder">The path-norm net so far.</param>
internal sealed class PathNormScope(Net net, Node node, PathNetBuilder builder)
{
    /// <summary>The new ids of the operands.</summary>
    public EquatableArray<int> Operands { get; } = builder.Operands(node);

    /// <summary>The shape of the first operand.</summary>
    public Shape From => net.Nodes[node.Inputs[0]].Shape;

    /// <summary>The shape of the result.</summary>
    public Shape Result => node.Shape;

    /// <summary>The node's tensors, by number.</summary>
    public EquatableArray<int> Parameters => node.Parameters;

    /// <summary>|θ|^q of each of its tensors.</summary>
    public DerivedTensor[] Powers => [.. node.Parameters.Select(index => new PowerTensor(index))];

    /// <summary>Becomes an op of the same operands.</summary>
    public void Become(Op op, params DerivedTensor[] tensors) => builder.Add(node, op, Operands, tensors);

    /// <summary>Becomes a value that is there already.</summary>
    public void Become(int value) => builder.Replace(node, value);

    /// <summary>Adds an op of some operands, and gives its new id.</summary>
    public int Insert(string suffix, Op op, EquatableArray<int> operands, params DerivedTensor[] tensors) =>
        builder.Insert(node, suffix, op, operands, tensors);
}
