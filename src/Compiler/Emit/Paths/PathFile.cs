using System.Linq;
using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Paths;

namespace NetSpec.Compiler.Emit.Paths;

/// <summary>The second file of a net that asks for the theory of its paths: its graph, and what the compiler knows of it.</summary>
internal static class PathFile
{
    public static string Emit(PathPlan plan) => NetFile.Emit(plan.Model.Namespace, head => Head(head, plan), type => Class(type, plan));

    private static void Head(SourceWriter writer, PathPlan plan)
    {
        writer.Line("//");
        writer.Line(CSharp.Comment($"// net {plan.Model.Name}: its graph, from which norms, bounds, costs and symmetries of its paths are computed."));
        foreach (var head in plan.Heads)
        {
            writer.Line(CSharp.Comment($"// Its paths end at what enters '{head.Name}', {head.Description}."));
        }
    }

    private static void Class(SourceWriter writer, PathPlan plan)
    {
        using (writer.Open($"partial class {CSharp.EscapeType(plan.Model.Name)}"))
        {
            writer.Line($"private {Api.PathAnalysis}? {PathMembers.Field};");
            writer.Separate();
            writer.Line("/// <summary>The graph of the network: its layers, their neurons and edges, and which parameter is on which edge.</summary>");
            writer.Line($"public static new {Aliases.Graphs}Architecture {PathMembers.Architecture} => {PathMembers.Tables}.Description.Architecture;");
            writer.Separate();
            writer.Line(
                "/// <summary>Norms, bounds, costs and symmetries of the network's paths, computed from its parameters as they are at each call.</summary>");
            foreach (var head in plan.Heads)
            {
                var what = $"'{CSharp.Xml(head.Name)}', {CSharp.Xml(head.Description)}";
                writer.Line($"/// <remarks>They are of the scores that enter {what}, and not of what it makes of them.</remarks>");
            }

            Analysis(writer, plan);
            writer.Separate();
            ConstantsSection.WriteMembers(writer, plan.Constants);
            Tables(writer, plan);
        }
    }

    private static void Analysis(SourceWriter writer, PathPlan plan)
    {
        var property = $"public new {Api.PathAnalysis} {PathMembers.Paths} => {PathMembers.Field} ??= new(";
        if (plan.HasForward)
            writer.Parameters(
                property, [$"{PathMembers.Tables}.Description", "Parameters", "(samples, outputs, batch) => Forward(samples, outputs, batch)"], ";");
        else
            writer.Line($"{property}{PathMembers.Tables}.Description, Parameters);");
    }

    /// <summary>A class of its own, so that a program that asks for no paths never builds its tables.</summary>
    private static void Tables(SourceWriter writer, PathPlan plan)
    {
        writer.Line("/// <summary>Made when first asked for.</summary>");
        using (writer.Open($"private static class {PathMembers.Tables}"))
        {
            Description(writer, plan);
            ArchitectureTable.Write(writer, plan.Graph);
            RescalingSection.Write(writer, plan.Rescaling);
        }
    }

    /// <summary>The graph and, as properties, the facts that each section adds.</summary>
    private static void Description(SourceWriter writer, PathPlan plan)
    {
        string[] properties =
        [
            RescalingSection.Property,
            .. ReuseSection.Properties(plan.ReusedParameters),
            .. plan.Heads.Any(head => !head.KeepsDifferences) ? (string[])["HasHead = true"] : [],
            .. PathProgramFile.Properties(plan.Programs.Norms),
            .. CostProgramFile.Properties(plan.Programs.Costs),
        ];
        writer.Line($"public static readonly {Api.PathDescription} Description = new({ArchitectureTable.Method}())");
        using (writer.Braces(";"))
        {
            ConstantsSection.WriteInitializer(writer, plan.Constants);
            foreach (var property in properties)
            {
                writer.Line(property + ",");
            }
        }
    }
}
