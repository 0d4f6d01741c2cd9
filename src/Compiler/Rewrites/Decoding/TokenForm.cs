using System;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Rewrites.Decoding;

/// <summary>What an op on the tokens of a sequence becomes for one of them.</summary>
/// <param name="Op">The kind of op.</param>
/// <param name="Write">Writes the node on vectors.</param>
internal sealed record TokenForm(Type Op, Action<TokenScope, Op> Write)
{
    /// <summary>
    /// Why such a node cannot be computed of one token and what was kept of those before it, in words that follow "which": of the net and the node; null
    /// where it can.
    /// </summary>
    public Func<Net, Node, string?> Obstacle { get; init; } = (_, _) => null;
}
