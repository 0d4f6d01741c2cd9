using System;

namespace NetSpec.Dsl.Ops;

/// <summary>How an op is written in a spec.</summary>
/// <param name="Keyword">The word for it.</param>
/// <param name="Arguments">Its arguments, in the order of the positions.</param>
/// <param name="Make">Reads the arguments and makes the op; null when the operand's shape is needed and unknown.</param>
internal sealed record OpSyntax(string Keyword, EquatableArray<ArgumentSpec> Arguments, Func<IOpArguments, Op?> Make)
    : StageSyntax(Keyword, Arguments)
{
    /// <summary>An op without arguments.</summary>
    public static OpSyntax Of(string keyword, Op op) => new(keyword, default, _ => op);

    public static OpSyntax Of(string keyword, Func<IOpArguments, Op?> make, params ArgumentSpec[] arguments) => new(keyword, new(arguments), make);
}
