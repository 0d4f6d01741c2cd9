using System.Linq;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Remarks;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Emit.Models;

/// <summary>The documentation of the emitted class.</summary>
internal static class ClassSummary
{
    public static void Write(SourceWriter writer, Plan plan)
    {
        writer.Line("/// <summary>");
        writer.Line(
            $"/// The network <c>{CSharp.Xml(plan.Name)}</c>: {Ports(plan.Inputs)} to {Ports(plan.Outputs)}, {CSharp.Readable(plan.Statistics.Parameters)} "
                + "parameters.");
        writer.Line("/// </summary>");
    }

    private static string Ports(EquatableArray<Port> ports) =>
        ports.Count == 0 ? "nothing" : string.Join(", ", ports.Select(port => $"{CSharp.Xml(port.Name)} ({port.Shape})"));
}
