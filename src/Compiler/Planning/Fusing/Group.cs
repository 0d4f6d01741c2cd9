using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Planning.Lowerings;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Fusing;

/// <summary>Nodes that one step computes; only the last one's value is stored.</summary>
internal sealed class Group
{
    /// <exception cref="OpWithoutKernelException">Nothing computes the node.</exception>
    public Group(Node anchor)
    {
        Anchor = anchor;
        Nodes = [anchor];
        Rule = OpLowerings.Of(anchor);
        Affine = Rule.Term is not null ? [anchor] : [];
        Pattern = (anchor.Op as Kronecker)?.Pattern;
    }

    /// <summary>The node the step is named after.</summary>
    public Node Anchor { get; }

    /// <summary>How its op runs.</summary>
    public OpLowering Rule { get; }

    /// <summary>All nodes, first to last.</summary>
    public List<Node> Nodes { get; }

    /// <summary>All that the step computes.</summary>
    public IEnumerable<Node> AllNodes => Chain.SelectMany(group => group.Nodes);

    /// <summary>Those among them that are, or end in, a scale and a shift of each channel: biases, scales, norms.</summary>
    public List<Node> Affine { get; }

    /// <summary>The Kronecker-sparse factors that are multiplied out to one, first applied first; empty when there is no second.</summary>
    public List<Node> Factors { get; } = [];

    /// <summary>The pattern of a Kronecker-sparse factor, or of the product of several; null for other groups.</summary>
    public KsPattern? Pattern { get; set; }

    /// <summary>The group whose result this one alone reads and whose work its kernel does too, so that the result is never stored; null for most.</summary>
    public Group? Before { get; set; }

    /// <summary>The group that reads what the step reads first.</summary>
    public Group First => Before?.First ?? this;

    /// <summary>The groups whose work the kernel does, from the first to this one.</summary>
    public IEnumerable<Group> Chain => Before is null ? [this] : Before.Chain.Append(this);

    /// <summary>The value that is added before the relu, or null.</summary>
    public int? Residual { get; set; }

    public bool Relu { get; set; }

    /// <summary>The function that is applied to each result last, or null.</summary>
    public CallArgument.Function? Function { get; set; }

    /// <summary>The node whose value the step stores.</summary>
    public int Result => Nodes[Nodes.Count - 1].Id;

    /// <summary>The values the step reads.</summary>
    public IEnumerable<int> Reads => Residual is { } residual ? First.Anchor.Inputs.Append(residual) : First.Anchor.Inputs;

    public bool CanScale => Takes(Fused.Affine) && Residual is null && IsOpen;

    public bool CanMultiply => Anchor.Op is Kronecker && Affine.Count == 0 && Residual is null && IsOpen;

    public bool CanAdd => Takes(Fused.Addition) && Residual is null && IsOpen;

    public bool CanRelu => Takes(Fused.Relu) && IsOpen;

    public bool CanApply => Takes(Fused.Function) && IsOpen;

    private bool IsOpen => !Relu && Function is null;

    private bool Takes(Fused what) => (Rule.Takes & what) != 0;
}
