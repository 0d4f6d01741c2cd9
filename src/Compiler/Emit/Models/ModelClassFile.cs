using System.Linq;
using NetSpec.Compiler.Emit.Shapes;
using NetSpec.Compiler.Emit.Steps;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Models;

/// <summary>The file of a net: a sealed partial class with its parameters, constants and forward pass.</summary>
internal static class ModelClassFile
{
    public static string Emit(Plan plan) => Emit(plan, CSharp.Public);

    /// <param name="plan">What is printed.</param>
    /// <param name="access">The accessibility of the class; its other files leave it to this one.</param>
    public static string Emit(Plan plan, string access)
    {
        var shapes = new NetShapes([plan]);
        var names = new ModelNames(plan, shapes, []);
        return NetFile.Emit(plan.Namespace, head => Head(head, plan), FileHeader.AllowTwins, type => Class(type, plan, names, shapes, access));
    }

    private static void Head(SourceWriter writer, Plan plan)
    {
        NetTable.Write(writer, plan);
        ChainTable.Write(writer, plan);
    }

    private static void Class(SourceWriter writer, Plan plan, ModelNames names, NetShapes shapes, string access)
    {
        var name = CSharp.EscapeType(plan.Name);
        ClassSummary.Write(writer, plan);
        using (writer.Open($"{access} sealed partial class {name} : {Api.Model}{Ways(plan)}"))
        {
            Constants.Write(writer, plan, names);
            ParameterTable.Write(writer, plan, names);
            Construction.Write(writer, plan, name);
            if (plan.HasForward)
            {
                ForwardMethods.Write(writer, plan, names);
                ForwardMethods.WritePassOfZeros(writer, plan, names);
                ReadsParameters(writer, plan);
                PanelMethod.Write(writer, plan, names);
                SampleMethod.Write(writer, plan, names);
                foreach (var index in Enumerable.Range(0, plan.Steps.Count).Where(index => plan.Steps[index] is not KeepStep))
                {
                    StepMethods.Write(writer, plan, names, index, "Parameters.ReadOnly.Values");
                }
            }

            PackMethod.Write(writer, plan, names, Api.ParameterStore);
            shapes.Write(writer);
        }
    }

    /// <summary>The interfaces of the other ways to run a batch.</summary>
    private static string Ways(Plan plan) => (plan.HasPanels ? ", " + Api.PanelProgram : "") + (plan.SharesSamples ? ", " + Api.SampleProgram : "");

    private static void ReadsParameters(SourceWriter writer, Plan plan)
    {
        if (plan.Steps.Any(step => step is NeuronsStep))
        {
            writer.Separate();
            writer.Line("/// <inheritdoc/>");
            writer.Line("protected override bool ReadsParameters => true;");
        }
    }
}
