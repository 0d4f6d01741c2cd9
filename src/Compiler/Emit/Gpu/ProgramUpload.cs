using NetSpec.Compiler.Emit.Steps;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Gpu;

namespace NetSpec.Compiler.Emit.Gpu;

/// <summary>The method that packs parameters and brings them to the device.</summary>
internal static class ProgramUpload
{
    public static void Write(SourceWriter writer, GpuPlan plan, ProgramNames names)
    {
        if (plan.Weights.Count == 0)
            return;

        writer.Separate();
        writer.Line("/// <summary>");
        writer.Line("/// Brings the model's parameters to the device, with what is affine behind a layer folded in. Call it again after an edit; until then");
        writer.Line("/// <c>Forward</c> refuses to compute.");
        writer.Line("/// </summary>");
        writer.Line($"public void Upload() => {names.Program}.Upload({names.Model}.Parameters, parameters =>");
        using (writer.Braces(");"))
        {
            for (var i = 0; i < plan.Weights.Count; i++)
            {
                Upload(writer, plan, plan.Weights[i], names.Weights[i]);
            }
        }
    }

    private static void Upload(SourceWriter writer, GpuPlan plan, GpuWeights weights, string field)
    {
        if (weights is { Pattern: { } p, Weight: { } weight })
        {
            writer.Line($"{field}.Upload({Aliases.Dense}FoldedFactor.Of(");
            using (writer.Indent())
            {
                writer.Line($"{CSharp.Literal(p.A)}, {CSharp.Literal(p.B)}, {CSharp.Literal(p.C)}, {CSharp.Literal(p.D)},");
                WeightArguments.Factor(writer, plan.Parameters, weight, weights.Factors, weights.IsTransposed ? weights.Features : null);
                WeightArguments.Epilogue(writer, plan.Parameters, weights.Features, weights.Epilogue, "));");
            }
        }
        else if (weights is { IsTable: true, Weight: { } table })
        {
            writer.Line(CSharp.Comment($"{field}.Upload(parameters[{CSharp.Literal(table)}]); // {plan.Parameters[table].Name}"));
        }
        else
        {
            writer.Line($"{field}.Upload(");
            using (writer.Indent())
            {
                WeightArguments.Epilogue(writer, plan.Parameters, weights.Features, weights.Epilogue, ");");
            }
        }
    }
}
