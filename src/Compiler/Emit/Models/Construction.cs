using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning;

namespace NetSpec.Compiler.Emit.Models;

/// <summary>Constructors and Load.</summary>
internal static class Construction
{
    public static void Write(SourceWriter writer, Plan plan, string name)
    {
        writer.Separate();
        writer.Line("/// <summary>A model with the given parameters, which it keeps and does not copy.</summary>");
        writer.Line("/// <param name=\"parameters\">Values in the order of <see cref=\"Layout\"/>.</param>");
        writer.Line($"public {name}({Api.ParameterStore} parameters)");
        using (writer.Indent())
        {
            writer.Line($": base(Layout, parameters, {(plan.HasForward ? "WorkspaceSize, ImagesPerPass" : "0, 1")})");
        }

        using (writer.Braces())
        {
            writer.Line("Pack();");
        }

        if (plan.Parameters.Count == 0)
        {
            writer.Separate();
            writer.Line("/// <summary>A model; this network has no parameters.</summary>");
            writer.Line($"public {name}()");
            using (writer.Indent())
            {
                writer.Line($": this(new {Api.ParameterStore}(Layout))");
            }

            using (writer.Braces())
            {
            }
        }

        var type = CSharp.EscapeType(plan.Namespace, plan.Name);
        Load(writer, type, "string path", "path", "A safetensors file.");
        Load(writer, type, $"{Api.Stream} stream", "stream", "The bytes of a safetensors file.");
    }

    private static void Load(SourceWriter writer, string name, string parameter, string argument, string summary)
    {
        writer.Separate();
        writer.Line("/// <summary>Loads the parameters and makes a model of them.</summary>");
        writer.Line($"/// <param name=\"{argument}\">{summary}</param>");
        writer.Line("/// <param name=\"options\">What to allow and to rename; by default names, shapes and values must all be right.</param>");
        writer.Line($"public static {name} Load({parameter}, {Api.LoadOptions}? options = null) =>");
        using (writer.Indent())
        {
            writer.Line($"new({Api.ParameterStore}.Load(Layout, {argument}, options: options));");
        }
    }
}
