using System;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Rewrites.Sequences;

/// <summary>What an op on sequences becomes on maps of one row.</summary>
/// <param name="Op">The kind of op.</param>
/// <param name="Order">The order that it takes its operands in; null for one that does not ask, whose operands only have to agree.</param>
/// <param name="Write">Writes the node, of its operands in that order.</param>
internal sealed record SequenceForm(Type Op, SequenceOrder? Order, Action<SequenceScope, Op> Write);
