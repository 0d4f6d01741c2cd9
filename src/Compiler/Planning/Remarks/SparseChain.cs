using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Chains;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Planning.Remarks;

/// <summary>What a reader wants to know about a chain of Kronecker-sparse factors with nothing between them.</summary>
/// <param name="Places">Where it stands: for each place the names of its factors in the order in which data flows.</param>
/// <param name="Chain">Its factors.</param>
/// <param name="Chainability">Whether it is chainable.</param>
/// <param name="Support">Which outputs its inputs reach.</param>
internal sealed record SparseChain(EquatableArray<EquatableArray<string>> Places, FactorChain Chain, Chainability Chainability, ProductSupport Support)
{
    /// <summary>The chains of a net, equal ones once.</summary>
    public static EquatableArray<SparseChain> Of(Net net) => FactorRuns.Find(net)
        .GroupBy(FactorRuns.Chain, run => run.Select(node => node.Name).ToEquatableArray())
        .Select(group => new SparseChain(group.ToEquatableArray(), group.Key, Chainability.Of(group.Key), ProductSupport.Of(group.Key)))
        .ToEquatableArray();
}
