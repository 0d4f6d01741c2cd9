using NetSpec.Compiler.Emit.Steps;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Models;

/// <summary>The forward pass of a network with a head: the layers before it keep what it reads, and it takes many samples at a time.</summary>
internal static class HeadMethod
{
    public static void Write(SourceWriter writer, Plan plan, ModelNames names)
    {
        writer.Separate();
        writer.Line("// The last layers wait for as many samples, which then share the weights.");
        using (writer.Open($"for (int {names.First} = 0, {names.Kept}; {names.First} < {names.Batch}; {names.First} += {names.Kept})"))
        {
            writer.Line($"{names.Kept} = {Api.Math}.Min({names.Batch} - {names.First}, {CSharp.Literal(plan.Head.Samples)});");
            var memory = $"{names.Workspace}.Head({CSharp.Literal(plan.Head.Size)}, {names.Kept})";
            writer.Line($"var {names.Head} = new {Api.Run}({memory}, {names.Kept}, {names.Threads});");
            ForwardMethods.Passes(writer, plan, names, names.Kept, names.Part, names.Samples, (step, i) => step is KeepStep keep
                ? Keep(keep)
                : ForwardMethods.Call(names, step, i, names.Run, $"{names.First} + {names.Part}"));
            writer.Separate();
            StepCalls.Write(writer, plan, (step, i) => ForwardMethods.Call(names, step, i, names.Head, names.First), plan.Head.First);
        }

        string Keep(KeepStep step) =>
            $"{Api.Maps}.Keep({names.Run}, {CSharp.Literal(step.From.Offset)}, {names.Head}, {CSharp.Literal(step.To.Offset)}, "
                + $"features: {CSharp.Literal(step.To.Channels)}, first: {names.Part});";
    }
}
