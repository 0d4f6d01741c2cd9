using System.Linq;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Emit.Models;

/// <summary>The tensors: their layout in the store, and a property for each.</summary>
internal static class ParameterTable
{
    public static void Write(SourceWriter writer, Plan plan, ModelNames names)
    {
        Layout(writer, plan);
        if (plan.Parameters.Count > 0)
        {
            Tensors(writer, plan, names);
        }
    }

    private static void Layout(SourceWriter writer, Plan plan)
    {
        writer.Separate();
        writer.Line("/// <summary>Every tensor in state-dict order: name, role, dimensions, and its place in the one contiguous store.</summary>");
        if (plan.Parameters.Count == 0)
        {
            writer.Line($"public static {Api.ParameterLayout} Layout {{ get; }} = new();");
            return;
        }

        writer.Line($"public static {Api.ParameterLayout} Layout {{ get; }} = new(new {Api.ParameterInfo}[]");
        using (writer.Braces(");"))
        {
            foreach (var parameter in plan.Parameters)
            {
                var dims = string.Concat(parameter.Dims.Select(dim => ", " + CSharp.Literal(dim)));
                writer.Line($"new({CSharp.Literal(parameter.Name)}, {Api.ParameterRole}.{parameter.Role}{dims}){Properties(parameter)},");
            }
        }
    }

    private static void Tensors(SourceWriter writer, Plan plan, ModelNames names)
    {
        writer.Separate();
        writer.Line("/// <summary>Every tensor by name; index <see cref=\"Layout\"/> and the parameter store with them.</summary>");
        using (writer.Open("public static class Tensors"))
        {
            for (var i = 0; i < plan.Parameters.Count; i++)
            {
                writer.Line($"/// <summary><c>{CSharp.Xml(plan.Parameters[i].Name)}</c>, {Dims(plan.Parameters[i])}.</summary>");
                writer.Line($"public static {Api.ParameterInfo} {names.Parameters[i]} => Layout[{CSharp.Literal(i)}];");
            }
        }
    }

    /// <summary>Where the dimensions do not tell how many numbers make a result, and where the role does not tell the range.</summary>
    private static string Properties(Parameter parameter)
    {
        var properties = string.Join(", ", new[]
        {
            parameter.FanIn > 0 ? $"FanIn = {CSharp.Literal(parameter.FanIn)}" : "",
            parameter.MustBePositive ? "MustBePositive = true" : "",
        }.Where(property => property.Length > 0));
        return properties.Length > 0 ? $" {{ {properties} }}" : "";
    }

    private static string Dims(Parameter parameter) =>
        parameter.Dims.Count == 0 ? "a scalar" : string.Join("x", parameter.Dims.Select(dim => CSharp.Literal(dim)));
}
