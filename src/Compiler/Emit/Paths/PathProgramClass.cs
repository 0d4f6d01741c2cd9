using System.Linq;
using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Emit.Shapes;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Paths;

/// <summary>A nested class that runs a planned path-norm pass.</summary>
internal static class PathProgramClass
{
    public static void Write(SourceWriter writer, Plan plan, NetShapes shapes)
    {
        var names = new ModelNames(plan, shapes, PassMembers.OfNorms);
        using (writer.Open($"private sealed class {plan.Name} : {Api.PathNormPass}"))
        {
            Constructor(writer, plan);
            if (plan.Steps.Any(step => step is NeuronsStep))
            {
                writer.Separate();
                writer.Line("/// <inheritdoc/>");
                writer.Line("protected override bool ReadsValues => true;");
            }

            writer.Separate();
            writer.Line("/// <inheritdoc/>");
            writer.Line($"protected override void Derive({Api.PathScaling} scaling) => {PathScalingMethod.Class}.Derive(scaling);");
            PassSteps.Write(writer, plan, names);
            PackMethod.Write(writer, plan, names, Api.PathWeights, isCompact: true);
        }
    }

    private static void Constructor(SourceWriter writer, Plan plan)
    {
        var sizes = string.Concat(plan.Outputs.Select(output => ", " + CSharp.Literal(output.Shape.Size)));
        writer.Line($"public {plan.Name}()");
        using (writer.Indent())
        {
            writer.Line($": base(workspaceSize: {CSharp.Literal(plan.WorkspaceSize)}{sizes})");
        }

        using (writer.Braces())
        {
        }
    }
}
