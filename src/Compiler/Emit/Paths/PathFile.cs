using NetSpec.Compiler.Theory;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Emit.Paths;

/// <summary>The second file of a net that asks for the theory of its paths: its graph, and what the compiler knows of it.</summary>
public static class PathFile
{
    public static string Emit(Net net, PathProgram? program, CostProgram? costs = null) =>
        NetFile.Emit(net.Namespace, head => Head(head, net), type => Class(type, net, program, costs));

    private static void Head(SourceWriter writer, Net net)
    {
        writer.Line("//");
        writer.Line(CSharp.Comment($"// net {net.Name}: its graph, from which norms, bounds, costs and symmetries of its paths are computed."));
    }

    private static void Class(SourceWriter writer, Net net, PathProgram? program, CostProgram? costs)
    {
        using (writer.Open($"partial class {CSharp.EscapeType(net.Name)}"))
        {
            writer.Line($"private {Api.PathAnalysis}? {PathMembers.Field};");
            writer.Separate();
            writer.Line("/// <summary>The graph of the network: its layers, their neurons and edges, and which parameter is on which edge.</summary>");
            writer.Line($"public static new {Aliases.Graphs}Architecture {PathMembers.Architecture} => {PathMembers.Tables}.Description.Architecture;");
            writer.Separate();
            writer.Line("/// <summary>Norms, bounds, costs and symmetries of the network's paths, computed from its parameters as they are at each call.</summary>");
            Analysis(writer, net);
            writer.Separate();
            var facts = BoundFacts.Of(net);
            ConstantsSection.WriteMembers(writer, facts);
            Tables(writer, net, facts, program, costs);
        }
    }

    private static void Analysis(SourceWriter writer, Net net)
    {
        var property = $"public new {Api.PathAnalysis} {PathMembers.Paths} => {PathMembers.Field} ??= new(";
        if (PathPasses.HaveForward(net))
            writer.Parameters(property, [$"{PathMembers.Tables}.Description", "Parameters", "(samples, outputs, batch) => Forward(samples, outputs, batch)"], ";");
        else
            writer.Line($"{property}{PathMembers.Tables}.Description, Parameters);");
    }

    /// <summary>A class of its own, so that a program that asks for no paths never builds its tables.</summary>
    private static void Tables(SourceWriter writer, Net net, BoundFacts facts, PathProgram? program, CostProgram? costs)
    {
        writer.Line("/// <summary>Made when first asked for.</summary>");
        using (writer.Open($"private static class {PathMembers.Tables}"))
        {
            Description(writer, net, facts, program, costs);
            ArchitectureTable.Write(writer, net);
            RescalingSection.Write(writer, net);
        }
    }

    /// <summary>The graph and, as properties, the facts that each section adds.</summary>
    private static void Description(SourceWriter writer, Net net, BoundFacts facts, PathProgram? program, CostProgram? costs)
    {
        string[] properties = [RescalingSection.Property, .. ReuseSection.Properties(net), .. PathProgramFile.Properties(program), .. CostProgramFile.Properties(costs)];
        writer.Line($"public static readonly {Api.PathDescription} Description = new({ArchitectureTable.Method}())");
        using (writer.Braces(";"))
        {
            ConstantsSection.WriteInitializer(writer, facts);
            foreach (var property in properties)
            {
                writer.Line(property + ",");
            }
        }
    }
}
