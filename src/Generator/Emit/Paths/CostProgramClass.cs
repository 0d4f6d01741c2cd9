using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Ops;
using NetSpec.Generator.Passes.Adjoints;
using NetSpec.Generator.Planning;
using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit.Paths;

/// <summary>A nested class that runs a planned Φ-cost pass.</summary>
internal static class CostProgramClass
{
    /// <summary>What the base classes call their members.</summary>
    private static readonly string[] Inherited =
    [
        "Compute", "CostExponent", "CostSlot", "Costs", "Derive", "DeriveAdjoint", "DeriveNorm", "Dispose", "Exponent", "Norm", "OutputCount", "PowerSum",
        "ReadsValues", "Result", "Run", "Simd",
    ];

    public static void Write(SourceWriter writer, CostProgram program)
    {
        var plan = program.Plan;
        var names = new ModelNames(plan, Inherited);
        using (writer.Open($"private sealed class {plan.Name} : {Api.PathCostPass}"))
        {
            Constructor(writer, program);
            writer.Separate();
            writer.Line("/// <inheritdoc/>");
            writer.Line($"protected override void DeriveNorm({Api.PathScaling} scaling) => {PathScalingMethod.Class}.Derive(scaling);");
            writer.Separate();
            writer.Line("/// <inheritdoc/>");
            using (writer.Open($"protected override void DeriveAdjoint({Api.AdjointScaling} adjoint)"))
            {
                for (var i = 0; i < program.Adjoint.Tensors.Count; i++)
                {
                    var parameter = program.Adjoint.Net.Parameters[program.Adjoint.Path.Tensors.Count + i];
                    writer.Line($"adjoint.{Call(program.Adjoint.Tensors[i])}; // {CSharp.Comment(parameter.Name)}");
                }
            }

            writer.Separate();
            writer.Line("/// <inheritdoc/>");
            using (writer.Open($"protected override void Compute(in {Api.Run} run)"))
            {
                StepCalls.Write(writer, plan, (step, i) => $"{names.Steps[i]}(run{(step is StoreStep store ? $", Result({CSharp.Literal(store.Output)}), 0, 1" : "")});");
            }

            for (var i = 0; i < plan.Steps.Count; i++)
            {
                StepMethods.Write(writer, plan, names, i);
            }

            PackMethod.Write(writer, plan, names, Api.PathWeights);
            ShapeStructs.Write(writer, plan, names);
        }
    }

    private static void Constructor(SourceWriter writer, CostProgram program)
    {
        var sizes = string.Concat(program.Plan.Outputs.Select(output => ", " + CSharp.Literal(output.Shape.Size)));
        var counts = $"parameterCount: {CSharp.LongLiteral(program.ParameterCount)}, costCount: {CSharp.LongLiteral(program.Adjoint.CostCount)}";
        writer.Line($"public {program.Plan.Name}()");
        using (writer.Indent())
        {
            writer.Line($": base(workspaceSize: {CSharp.Literal(program.Plan.WorkspaceSize)}, {counts}{sizes})");
        }

        using (writer.Braces())
        {
        }
    }

    private static string Call(AdjointTensor tensor) => tensor switch
    {
        SeedTensor seed => $"Seed(output: {CSharp.Literal(seed.Output)})",
        TransposedTensor { Layer: Conv2D } t => $"Conv(weight: {CSharp.Literal(t.Weight)}, channels: {CSharp.Literal(t.To.Channels)}{Factors(t.Factors)})",
        TransposedTensor { Layer: ConvTranspose2D conv } t =>
            $"ConvTranspose(weight: {CSharp.Literal(t.Weight)}, inChannels: {CSharp.Literal(t.From.Channels)}, channels: {CSharp.Literal(t.To.Channels)}, groups: {CSharp.Literal(conv.Groups)}{Factors(t.Factors)})",
        TransposedTensor { Layer: Linear } t => $"Linear(weight: {CSharp.Literal(t.Weight)}, features: {CSharp.Literal(t.To.Channels)}{Factors(t.Factors)})",
        TransposedTensor { Layer: Kronecker { Pattern: var p } } t =>
            $"Kronecker(weight: {CSharp.Literal(t.Weight)}, a: {CSharp.Literal(p.A)}, b: {CSharp.Literal(p.B)}, c: {CSharp.Literal(p.C)}, d: {CSharp.Literal(p.D)}{Factors(t.Factors)})",
        _ => throw new System.NotSupportedException($"No text for {tensor.GetType().Name}."),
    };

    private static string Factors(EquatableArray<int> factors) => string.Concat(factors.Select(factor => ", " + CSharp.Literal(factor)));
}
