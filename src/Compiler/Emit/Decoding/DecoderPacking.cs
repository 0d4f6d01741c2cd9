using System.Linq;
using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Emit.Steps;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Decoding;

namespace NetSpec.Compiler.Emit.Decoding;

/// <summary>What the net's class has packed for its decoders, beside the weights of the forward pass: a field each, and the method that fills them.</summary>
internal static class DecoderPacking
{
    public static void Write(SourceWriter writer, DecoderPlan plan, DecoderNames names)
    {
        var added = Enumerable.Range(0, plan.Weights.Count).Where(i => plan.Weights[i].Source != WeightSource.Model).ToList();
        writer.Separate();
        foreach (var i in added)
        {
            writer.Line($"private {PackMethod.Packed(plan.Program, i)} {names.Packed[i]} = null!;");
        }

        writer.Separate();
        PartedMethod.Write(
            writer,
            names.Model,
            "private void " + DecoderMembers.Pack,
            DecoderMembers.Pack,
            Api.ParameterStore + " parameters",
            "parameters",
            added.Count,
            (first, count) =>
            {
                foreach (var i in added.Skip(first).Take(count))
                {
                    Pack(writer, plan, names, i);
                }
            },
            "/// <summary>Packs what decoders read in another form than the forward pass.</summary>");
    }

    private static void Pack(SourceWriter writer, DecoderPlan plan, DecoderNames names, int index)
    {
        if (plan.Weights[index] is { Source: WeightSource.Shared, Model: { } model })
        {
            var shape = names.Own.Shapes[plan.Program.Weights[index].Shape!.Value];
            writer.Line($"{names.Packed[index]} = {Aliases.Dense}DenseLinear.Share<{shape}>({names.Model.Weights[model]});");
        }
        else
        {
            PackMethod.Pack(writer, plan.Program, names.Own, index, names.Packed[index]);
        }
    }
}
