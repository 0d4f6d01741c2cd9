using NetSpec.Compiler.Emit.Decoding;
using NetSpec.Compiler.Emit.Steps;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Emit.Models;

/// <summary>The packed weights: a field each, and the method that fills them.</summary>
internal static class PackMethod
{
    private const string PackedAffine = Aliases.Kernels + "PackedAffine";

    /// <param name="writer">Where to.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="names">The names of the class.</param>
    /// <param name="store">The type that holds the tensors.</param>
    /// <param name="isCompact">Whether each has one line, without the names of layers.</param>
    public static void Write(SourceWriter writer, Plan plan, ModelNames names, string store, bool isCompact = false)
    {
        writer.Separate();
        for (var i = 0; i < plan.Weights.Count; i++)
        {
            writer.Line($"private {Packed(plan, i)} {names.Weights[i]} = null!;");
        }

        const string Name = "PackWeights";
        PartedMethod.Write(writer, names, $"protected override void {Name}", Name, store + " parameters", "parameters", plan.Weights.Count, (first, count) =>
        {
            for (var i = first; i < first + count; i++)
            {
                if (isCompact)
                {
                    writer.Line($"{names.Weights[i]} = {Call(plan, names, i)}({WeightArguments.Compact(plan.Weights[i])});");
                }
                else
                {
                    Pack(writer, plan, names, i, names.Weights[i]);
                }
            }

            if (plan.HasDecoder && first + count == plan.Weights.Count)
            {
                writer.Separate();
                writer.Line($"{DecoderMembers.Pack}(parameters);");
            }
        });
    }

    /// <summary>Packs some weights.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="names">The names of the class.</param>
    /// <param name="index">Which.</param>
    /// <param name="field">The field that they are put into.</param>
    public static void Pack(SourceWriter writer, Plan plan, ModelNames names, int index, string field)
    {
        var weights = plan.Weights[index];
        if (weights is { IsTable: true, Weight: { } table })
        {
            writer.Line($"{field} = {Call(plan, names, index)}({WeightArguments.Table(table, weights.Channels)});");
            return;
        }

        writer.Line($"{field} = {Call(plan, names, index)}(");
        using (writer.Indent())
        {
            if (weights is { Shape: not null, Weight: { } weight })
            {
                WeightArguments.Factor(writer, plan.Parameters, weight, weights.Factors, weights.IsTransposed ? weights.Channels : null);
            }

            var positions = weights.Positions == 1 ? "" : ", positions: " + CSharp.Literal(weights.Positions);
            WeightArguments.Epilogue(writer, plan.Parameters, weights.Channels, weights.Epilogue, positions + ");");
        }
    }

    private static string Call(Plan plan, ModelNames names, int index) => plan.Weights[index] is { Algorithm: { } algorithm, Shape: { } shape }
        ? $"{Aliases.Kernel(algorithm.Kernel)}.Pack<{names.Shapes[shape]}>"
        : $"{Packed(plan, index)}.Pack";

    /// <summary>The runtime's type of packed weights.</summary>
    public static string Packed(Plan plan, int index) => plan.Weights[index].Algorithm is { } algorithm ? Aliases.Kernel(algorithm.Packed)
        : plan.Weights[index].IsTable ? Aliases.Kernel("Sequences.PackedTokens")
        : PackedAffine;
}
