using System.Collections.Generic;
using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Emit.Shapes;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Paths;

namespace NetSpec.Compiler.Emit.Paths;

/// <summary>The fourth file of a net that asks for Φ-costs: the pass that computes them in single precision.</summary>
internal static class CostProgramFile
{
    /// <param name="model">The plan of the net, the structs of whose file this one names too.</param>
    /// <param name="norms">Its path-norm pass, likewise.</param>
    /// <param name="program">What is printed.</param>
    public static string Emit(Plan model, PathProgram norms, CostProgram program) => NetFile.Emit(
        model.Namespace,
        head => NetTable.WritePass(head, program.Plan, "the costs of the parameters of net", model),
        directives => PatternNames.AllowTwins(directives, [program.Plan]),
        type => Class(type, model, norms, program));

    /// <summary>What the description of the net's paths says of the pass.</summary>
    public static IEnumerable<string> Properties(CostProgram? program)
    {
        if (program is not null)
            yield return $"CostPass = simd => new {CostProgram.Name} {{ Simd = simd }}";
    }

    private static void Class(SourceWriter writer, Plan model, PathProgram norms, CostProgram program)
    {
        var shapes = new NetShapes([model], norms.Plans, [program.Plan]);
        using (writer.Open($"partial class {CSharp.EscapeType(model.Name)}"))
        {
            writer.Line("/// <summary>The path-norm pass and its adjoint: from the outputs back, gradients of the norm, and costs of them.</summary>");
            CostProgramClass.Write(writer, program, shapes);
            shapes.Write(writer);
        }
    }
}
