using System.Linq;
using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Emit.Shapes;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Nets;
using NetSpec.Compiler.Planning.Paths;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Emit.Paths;

/// <summary>A nested class that runs a planned Φ-cost pass.</summary>
internal static class CostProgramClass
{
    public static void Write(SourceWriter writer, CostProgram program, NetShapes shapes)
    {
        var plan = program.Plan;
        var names = new ModelNames(plan, shapes, PassMembers.OfCosts);
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
                foreach (var tensor in program.Tensors)
                {
                    writer.Line($"adjoint.{Call(tensor.Tensor)}; // {CSharp.Comment(tensor.Name)}");
                }

                foreach (var layer in program.Layers)
                {
                    writer.Line(
                        $"adjoint.Layer(weight: {CSharp.Literal(layer.Weight)}{Factors(layer.Factors)}){string.Concat(layer.Terms.Select(Call))}; // "
                            + $"{CSharp.Comment(layer.Name)}");
                }
            }

            PassSteps.Write(writer, plan, names);
            PackMethod.Write(writer, plan, names, Api.PathWeights, isCompact: true);
        }
    }

    private static void Constructor(SourceWriter writer, CostProgram program)
    {
        var sizes = string.Concat(program.Plan.Outputs.Select(output => ", " + CSharp.Literal(output.Shape.Size)));
        var counts = $"sumCount: {CSharp.LongLiteral(program.SumCount)}";
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
        BackTensor back => $"Back(weight: {CSharp.Literal(back.Weight)}{Factors(back.Factors)})",
        UnitTensor unit => $"Units(value: {CSharp.Literal(unit.Value)}, reader: {CSharp.Literal(unit.Reader)}, operand: {CSharp.Literal(unit.Operand)})",
        _ => throw new System.NotSupportedException($"No text for {tensor.GetType().Name}."),
    };

    private static string Call(CostTerm term) => term switch
    {
        WeightTerm weights => $".Weights(sums: {CSharp.LongLiteral(weights.Sums)})",
        ShiftTerm shift => $".Shift(bias: {CSharp.Literal(shift.Tensor)}, sums: {CSharp.LongLiteral(shift.Sums)}, passed: {CSharp.Literal(shift.Passed)})",
        FactorTerm factor => $".Factor({CSharp.Literal(factor.Tensor)})",
        _ => throw new System.NotSupportedException($"No text for {term.GetType().Name}."),
    };

    private static string Factors(EquatableArray<int> factors) => string.Concat(factors.Select(factor => ", " + CSharp.Literal(factor)));
}
