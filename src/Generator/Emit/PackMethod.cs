using System.Linq;
using NetSpec.Generator.Emit.Ops;
using NetSpec.Generator.Planning;

namespace NetSpec.Generator.Emit;

/// <summary>The packed weights: a field each, and the method that fills them.</summary>
internal static class PackMethod
{
    public static void Write(SourceWriter writer, Plan plan, ModelNames names)
    {
        writer.Separate();
        for (var i = 0; i < plan.Weights.Count; i++)
        {
            writer.Line($"private {Api.Cpu}.{Kernels.PackedType(Shape(plan, i))} {names.Weights[i]} = null!;");
        }

        writer.Separate();
        writer.Line("/// <inheritdoc/>");
        using (writer.Open($"protected override void PackWeights({Api.ParameterStore} parameters)"))
        {
            for (var i = 0; i < plan.Weights.Count; i++)
            {
                Pack(writer, plan, names, i);
            }
        }
    }

    private static void Pack(SourceWriter writer, Plan plan, ModelNames names, int index)
    {
        var weights = plan.Weights[index];
        var epilogue = $"{Api.Epilogue}.Of({CSharp.Literal(weights.Channels)})" + string.Concat(weights.Epilogue.Select(Term));
        if (weights is { Shape: { } shape, Weight: { } weight })
        {
            writer.Line($"{names.Weights[index]} = {Api.Cpu}.{Kernels.Type(plan.Shapes[shape])}.Pack<{names.Shapes[shape]}>(");
            using (writer.Indent())
            {
                writer.Line($"{Tensor(weight)},");
                writer.Line($"{epilogue});");
            }
        }
        else
        {
            writer.Line($"{names.Weights[index]} = {Api.Cpu}.PackedAffine.Pack(");
            using (writer.Indent())
            {
                writer.Line($"{epilogue});");
            }
        }
    }

    private static KernelShape? Shape(Plan plan, int weights) => plan.Weights[weights].Shape is { } shape ? plan.Shapes[shape] : null;

    private static string Term(EpilogueTerm term) => term switch
    {
        BatchNormTerm norm => $".BatchNorm({Tensor(norm.Gamma)}, {Tensor(norm.Beta)}, {Tensor(norm.Mean)}, {Tensor(norm.Variance)}, {CSharp.Literal(norm.Epsilon)})",
        ScaleTerm { Bias: { } bias } scale => $".Scale({Tensor(scale.Weight)}, {Tensor(bias)})",
        ScaleTerm scale => $".Scale({Tensor(scale.Weight)})",
        BiasTerm bias => $".Bias({Tensor(bias.Bias)})",
        _ => throw new System.NotSupportedException($"No text for {term.GetType().Name}."),
    };

    private static string Tensor(int index) => $"parameters[{CSharp.Literal(index)}]";
}
