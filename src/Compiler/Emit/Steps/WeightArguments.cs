using System.Linq;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Fusing;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Emit.Steps;

/// <summary>What is packed, as arguments of a call: tensors of a local <c>parameters</c>, each line under its layer's name.</summary>
internal static class WeightArguments
{
    /// <summary>A table of learned tokens.</summary>
    public static string Table(int table, int features) => $"{Tensor(table)}, features: {CSharp.Literal(features)}";

    /// <summary>A weight tensor, or the factors whose product takes its place.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="parameters">The tensors of the net.</param>
    /// <param name="weight">The tensor.</param>
    /// <param name="factors">The factors, empty where there is one tensor.</param>
    /// <param name="transposed">The columns of a tensor that has a row for each input; null for one that has a row for each output.</param>
    public static void Factor(
        SourceWriter writer, EquatableArray<Parameter> parameters, int weight, EquatableArray<MergedFactor> factors, int? transposed = null)
    {
        if (factors.Count == 0)
        {
            writer.Line($"{Matrix(weight, transposed)}, // {Layer(parameters, weight)}");
        }

        for (var i = 0; i < factors.Count; i++)
        {
            var arguments = Factor(factors[i]);
            var call = i == 0 ? $"new {Aliases.Dense}KroneckerFactors({arguments})" : $"    .Then({arguments})";
            writer.Line($"{call}{(i == factors.Count - 1 ? "," : "")} // {Layer(parameters, factors[i].Weight)}");
        }
    }

    /// <summary>The affine map that is folded in.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="parameters">The tensors of the net.</param>
    /// <param name="channels">Channels of the result.</param>
    /// <param name="terms">Its parts, first to last.</param>
    /// <param name="tail">What follows it on its last line.</param>
    public static void Epilogue(SourceWriter writer, EquatableArray<Parameter> parameters, int channels, EquatableArray<EpilogueTerm> terms, string tail)
    {
        writer.Line($"{Api.Epilogue}.Of({CSharp.Literal(channels)}){(terms.Count == 0 ? tail : "")}");
        using (writer.Indent())
        {
            for (var i = 0; i < terms.Count; i++)
            {
                var (call, first) = Term(terms[i]);
                writer.Line($"{call}{(i == terms.Count - 1 ? tail : "")} // {Layer(parameters, first)}");
            }
        }
    }

    /// <summary>All of it in one line, without names.</summary>
    public static string Compact(PackedWeights weights)
    {
        var epilogue = $"{Api.Epilogue}.Of({CSharp.Literal(weights.Channels)}){string.Concat(weights.Epilogue.Select(term => Term(term).Call))}";
        if (weights is not { Shape: not null, Weight: { } weight })
            return epilogue;
        if (weights.Factors.Count == 0)
            return $"{Matrix(weight, weights.IsTransposed ? weights.Channels : null)}, {epilogue}";

        var factors = weights.Factors.Select(factor => $"({Factor(factor)})");
        return $"new {Aliases.Dense}KroneckerFactors{string.Join(".Then", factors)}, {epilogue}";
    }

    private static string Factor(MergedFactor factor)
    {
        var p = factor.Pattern;
        return $"{CSharp.Literal(p.A)}, {CSharp.Literal(p.B)}, {CSharp.Literal(p.C)}, {CSharp.Literal(p.D)}, {Tensor(factor.Weight)}";
    }

    /// <summary>A tensor's name without its last part.</summary>
    private static string Layer(EquatableArray<Parameter> parameters, int tensor)
    {
        var name = parameters[tensor].Name;
        return CSharp.Comment(name.LastIndexOf('.') is > 0 and var dot ? name.Substring(0, dot) : name);
    }

    /// <summary>The call of a term, and the tensor that it is named after.</summary>
    private static (string Call, int First) Term(EpilogueTerm term) => term switch
    {
        BatchNormTerm { Gamma: { } gamma, Beta: { } beta } norm =>
            ($".BatchNorm({Tensor(gamma)}, {Tensor(beta)}, {Tensor(norm.Mean)}, {Tensor(norm.Variance)}, {CSharp.Literal(norm.Epsilon)})", gamma),
        BatchNormTerm norm => ($".BatchNorm({Tensor(norm.Mean)}, {Tensor(norm.Variance)}, {CSharp.Literal(norm.Epsilon)})", norm.Mean),
        ScaleTerm { Bias: { } bias } scale => ($".Scale({Tensor(scale.Weight)}, {Tensor(bias)})", scale.Weight),
        ScaleTerm { IsShared: true } scale => ($".Scale({Tensor(scale.Weight)}[0])", scale.Weight),
        ScaleTerm scale => ($".Scale({Tensor(scale.Weight)})", scale.Weight),
        BiasTerm bias => ($".Bias({Tensor(bias.Bias)})", bias.Bias),
        _ => throw new System.NotSupportedException($"No text for {term.GetType().Name}."),
    };

    private static string Matrix(int weight, int? transposed) => transposed is { } columns
        ? $"{Aliases.Dense}TransposedMatrix.Of({Tensor(weight)}, columns: {CSharp.Literal(columns)})"
        : Tensor(weight);

    private static string Tensor(int index) => $"parameters[{CSharp.Literal(index)}]";
}
