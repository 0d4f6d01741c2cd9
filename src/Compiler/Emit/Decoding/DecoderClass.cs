using System.Linq;
using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Emit.Steps;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Decoding;
using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Decoding;

/// <summary>The nested class that runs a net token by token.</summary>
internal static class DecoderClass
{
    public static void Write(SourceWriter writer, DecoderPlan plan, DecoderNames names)
    {
        var name = CSharp.Xml(plan.Model.Name);
        writer.Line($"""
            /// <summary>
            /// The network <c>{name}</c> token by token. A decoder keeps the keys and values of the tokens so far, so that only
            /// the next one is computed, and gives the outputs that the network has where the text ends there.
            /// </summary>
            """);
        using (writer.Open($"public sealed class {DecoderMembers.Class} : {Api.TokenDecoder}"))
        {
            Sizes(writer, plan, names);
            Fields(writer, plan, names);
            Constructor(writer, plan, names);
            AppendMethods.Write(writer, plan, names);
            foreach (var index in Enumerable.Range(0, plan.Program.Steps.Count))
            {
                StepMethods.Write(writer, plan.Program, names.Own, index, $"{names.Field}.Parameters.ReadOnly.Values");
            }
        }
    }

    private static void Sizes(SourceWriter writer, DecoderPlan plan, DecoderNames names)
    {
        for (var i = 0; i < plan.Program.Outputs.Count; i++)
        {
            var port = plan.Program.Outputs[i];
            writer.Line($"/// <summary>Floats of <c>{CSharp.Xml(port.Name)}</c> at one token, {port.Shape}.</summary>");
            writer.Line($"public const int {names.Own.OutputSizes[i]} = {CSharp.Literal(port.Shape.Size)};");
            writer.Separate();
        }
    }

    private static void Fields(SourceWriter writer, DecoderPlan plan, DecoderNames names)
    {
        writer.Line($"private readonly {CSharp.EscapeType(plan.Model.Namespace, plan.Model.Name)} {names.Field};");
        foreach (var cache in plan.Caches)
        {
            writer.Line($"private readonly {Api.TokenCache} {names.Own.Caches[cache.Name]};");
        }
    }

    private static void Constructor(SourceWriter writer, DecoderPlan plan, DecoderNames names)
    {
        writer.Separate();
        writer.Line("/// <summary>A decoder that has read nothing.</summary>");
        writer.Line("/// <param name=\"model\">Has the parameters. Any number of decoders may share it, each with a text of its own.</param>");
        writer.Line("/// <param name=\"simd\">The vector width of the kernels; the machine's best by default.</param>");
        writer.Line(
            $"public {DecoderMembers.Class}({CSharp.EscapeType(plan.Model.Namespace, plan.Model.Name)} model, {Api.SimdLevel}? simd = null)");
        using (writer.Indent())
        {
            writer.Line($": base(capacity: {CSharp.Literal(plan.Tokens)}, workspaceSize: {CSharp.Literal(plan.Program.WorkspaceSize)}, simd)");
        }

        using (writer.Braces())
        {
            writer.Line($"{names.Field} = model ?? throw new global::System.ArgumentNullException(nameof(model));");
            foreach (var cache in plan.Caches)
            {
                writer.Line(
                    $"{names.Own.Caches[cache.Name]} = CreateCache(heads: {CSharp.Literal(cache.Heads)}, keyFeatures: {CSharp.Literal(cache.KeyFeatures)}, "
                        + $"valueFeatures: {CSharp.Literal(cache.ValueFeatures)});");
            }
        }
    }
}
