using System;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Paths;

/// <summary>The layer, or layers, of a kind of op in the graph that the theory of paths is computed on.</summary>
/// <param name="Op">The kind of op.</param>
/// <param name="Add">Adds the layers of a node and gives the position of the one that holds its result.</param>
/// <param name="Passes">Whether a node passes its operand on, so that it needs no layer.</param>
internal sealed record LayerForm(Type Op, Func<LayerScope, Op, int> Add, bool Passes);
