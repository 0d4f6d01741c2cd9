using System;
using System.Collections.Generic;
using NetSpec.Dsl.Ops;

namespace NetSpec.Dsl.Chains;

/// <summary>How a named chain of Kronecker-sparse factors is written in a spec, and the factors that it stands for.</summary>
/// <param name="Keyword">The word for it.</param>
/// <param name="Arguments">Its arguments, in the order of the positions.</param>
/// <param name="Expand">
/// Reads the arguments and gives the factors in the order in which data flows; empty when the operand's width is unknown
/// or something is wrong, which is then reported.
/// </param>
internal sealed record ChainSyntax(string Keyword, EquatableArray<ArgumentSpec> Arguments, Func<IOpArguments, IReadOnlyList<KsPattern>> Expand)
    : StageSyntax(Keyword, Arguments)
{
    public static ChainSyntax Of(string keyword, Func<IOpArguments, IReadOnlyList<KsPattern>> expand, params ArgumentSpec[] arguments) =>
        new(keyword, new(arguments), expand);
}
