using System;
using NetSpec.Compiler.Emit.Steps;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning;

namespace NetSpec.Compiler.Emit.Models;

/// <summary>The forward pass of samples that lie in the workspace: all steps but loads and stores, which surround it.</summary>
internal static class SampleMethod
{
    /// <summary>The calls of <c>Forward</c>.</summary>
    public static void WriteCalls(SourceWriter writer, Plan plan, ModelNames names, Func<PlanStep, int, string?> call)
    {
        var (first, count) = plan.Samples;
        StepCalls.Write(writer, plan, call, count: first);
        writer.Separate();
        writer.Line("// Threads take samples of their own through the layers, or share the layers of one: see RunSamples.");
        writer.Line($"{Api.SamplePass}.Run(this, {names.Run}, together: ImagesPerPass);");
        writer.Separate();
        StepCalls.Write(writer, plan, call, first + count, plan.Head.First - first - count);
    }

    /// <summary>The steps between.</summary>
    public static void Write(SourceWriter writer, Plan plan, ModelNames names)
    {
        if (!plan.SharesSamples)
            return;

        var (first, count) = plan.Samples;
        writer.Separate();
        writer.Line("/// <inheritdoc/>");
        using (writer.Open($"void {Api.SampleProgram}.RunSamples(in {Api.Run} run)"))
        {
            StepCalls.Write(writer, plan, (_, i) => $"{names.Steps[i]}(run);", first, count);
        }
    }
}
