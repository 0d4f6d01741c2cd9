using NetSpec.Dsl;
using NetSpec.Generator.Emit.Ops;
using NetSpec.Generator.Planning;

namespace NetSpec.Generator.Emit;

/// <summary>The packed weights: a field each, and the method that fills them.</summary>
internal static class PackMethod
{
    /// <param name="writer">Where to.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="names">The names of the class.</param>
    /// <param name="store">The type that holds the tensors.</param>
    public static void Write(SourceWriter writer, Plan plan, ModelNames names, string store)
    {
        writer.Separate();
        for (var i = 0; i < plan.Weights.Count; i++)
        {
            writer.Line($"private {Api.Cpu}.{Kernels.PackedType(Shape(plan, i))} {names.Weights[i]} = null!;");
        }

        writer.Separate();
        writer.Line("/// <inheritdoc/>");
        using (writer.Open($"protected override void PackWeights({store} parameters)"))
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
        if (weights is { Shape: { } shape, Weight: { } weight })
        {
            writer.Line($"{names.Weights[index]} = {Api.Cpu}.{Kernels.Type(plan.Shapes[shape])}.Pack<{names.Shapes[shape]}>(");
            using (writer.Indent())
            {
                if (weights.Factors.Count > 0)
                {
                    Factors(writer, plan, weights.Factors);
                }
                else
                {
                    writer.Line($"{Tensor(weight)}, // {Layer(plan, weight)}");
                }

                Epilogue(writer, plan, weights);
            }
        }
        else
        {
            writer.Line($"{names.Weights[index]} = {Api.Cpu}.PackedAffine.Pack(");
            using (writer.Indent())
            {
                Epilogue(writer, plan, weights);
            }
        }
    }

    private static void Factors(SourceWriter writer, Plan plan, EquatableArray<SparseFactor> factors)
    {
        for (var i = 0; i < factors.Count; i++)
        {
            var (weight, p) = (factors[i].Weight, factors[i].Pattern);
            var arguments = $"{CSharp.Literal(p.A)}, {CSharp.Literal(p.B)}, {CSharp.Literal(p.C)}, {CSharp.Literal(p.D)}, {Tensor(weight)}";
            var call = i == 0 ? $"new {Api.Cpu}.KroneckerFactors({arguments})" : $"    .Then({arguments})";
            writer.Line($"{call}{(i == factors.Count - 1 ? "," : "")} // {Layer(plan, weight)}");
        }
    }

    private static void Epilogue(SourceWriter writer, Plan plan, PackedWeights weights)
    {
        var terms = weights.Epilogue;
        writer.Line($"{Api.Epilogue}.Of({CSharp.Literal(weights.Channels)}){(terms.Count == 0 ? ");" : "")}");
        using (writer.Indent())
        {
            for (var i = 0; i < terms.Count; i++)
            {
                var (call, first) = Term(terms[i]);
                writer.Line($"{call}{(i == terms.Count - 1 ? ");" : "")} // {Layer(plan, first)}");
            }
        }
    }

    /// <summary>A tensor's name without its last part.</summary>
    private static string Layer(Plan plan, int tensor)
    {
        var name = plan.Parameters[tensor].Name;
        return CSharp.Comment(name.LastIndexOf('.') is > 0 and var dot ? name.Substring(0, dot) : name);
    }

    private static KernelShape? Shape(Plan plan, int weights) => plan.Weights[weights].Shape is { } shape ? plan.Shapes[shape] : null;

    /// <summary>The call of a term, and the tensor that it is named after.</summary>
    private static (string Call, int First) Term(EpilogueTerm term) => term switch
    {
        BatchNormTerm norm => ($".BatchNorm({Tensor(norm.Gamma)}, {Tensor(norm.Beta)}, {Tensor(norm.Mean)}, {Tensor(norm.Variance)}, {CSharp.Literal(norm.Epsilon)})", norm.Gamma),
        ScaleTerm { Bias: { } bias } scale => ($".Scale({Tensor(scale.Weight)}, {Tensor(bias)})", scale.Weight),
        ScaleTerm scale => ($".Scale({Tensor(scale.Weight)})", scale.Weight),
        BiasTerm bias => ($".Bias({Tensor(bias.Bias)})", bias.Bias),
        _ => throw new System.NotSupportedException($"No text for {term.GetType().Name}."),
    };

    private static string Tensor(int index) => $"parameters[{CSharp.Literal(index)}]";
}
