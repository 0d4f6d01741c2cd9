using System.Linq;
using NetSpec.Compiler.Emit.Steps;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Decoding;
using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit.Decoding;

/// <summary>The public calls that append tokens: checks, then the list of steps for each.</summary>
internal static class AppendMethods
{
    public static void Write(SourceWriter writer, DecoderPlan plan, DecoderNames names)
    {
        var arguments = names.Arguments;
        var passed = string.Concat(arguments.Outputs.Select(output => ", " + CSharp.Escape(output)));
        var vocabulary = CSharp.Literal(plan.Program.Inputs[0].Vocabulary!.Value);

        Documentation(writer, plan, names, "Appends a token and gives the outputs there. Allocates nothing.", arguments.Token, "The token,");
        writer.Parameters("public void Append(", arguments.OfOne);
        using (writer.Braces())
        {
            writer.Line($"{Api.ReadOnlySpanOfIntegers} {arguments.One} = stackalloc int[] {{ {arguments.Token} }};");
            writer.Line($"CheckIds({CSharp.NameOf(arguments.Token)}, {arguments.One}, 1, 1, vocabulary: {vocabulary});");
            writer.Line($"Append({arguments.One}{passed}, {arguments.Threads});");
        }

        Documentation(
            writer, plan, names, "Appends tokens one by one and gives the outputs at the last. Allocates nothing.", arguments.Tokens, "The tokens, each");
        writer.Parameters("public void Append(", arguments.OfSeveral);
        using (writer.Braces())
        {
            writer.Line($"CheckThreads({arguments.Threads});");
            writer.Line($"CheckIds({CSharp.NameOf(arguments.Tokens)}, {arguments.Tokens}, {arguments.Tokens}.Length, 1, vocabulary: {vocabulary});");
            Checks(writer, names);
            writer.Line($"using var {arguments.Reservation} = Begin({arguments.Tokens}.Length);");
            writer.Line($"var {arguments.Run} = new {Api.Run}(Workspace, 1, {arguments.Threads});");
            using (writer.Open($"for (var {arguments.At} = 0; {arguments.At} < {arguments.Tokens}.Length; {arguments.At}++)"))
            {
                Steps(writer, plan, names);
            }
        }
    }

    private static void Checks(SourceWriter writer, DecoderNames names)
    {
        var arguments = names.Arguments;
        for (var i = 0; i < arguments.Outputs.Count; i++)
        {
            var output = CSharp.Escape(arguments.Outputs[i]);
            writer.Line($"{names.Field}.CheckOutput({CSharp.NameOf(output)}, {output}, {names.Own.OutputSizes[i]}, 1);");
            writer.Line($"CheckApart({CSharp.NameOf(output)}, {output}, {CSharp.NameOf(arguments.Tokens)}, {arguments.Tokens});");
            foreach (var other in arguments.Outputs.Take(i).Select(CSharp.Escape))
            {
                writer.Line($"CheckApart({CSharp.NameOf(output)}, {output}, {CSharp.NameOf(other)}, {other});");
            }
        }
    }

    private static void Steps(SourceWriter writer, DecoderPlan plan, DecoderNames names)
    {
        var arguments = names.Arguments;
        StepCalls.Write(writer, plan.Program, Call, count: plan.KeptSteps);
        writer.Separate();
        if (plan.KeptSteps > 0)
            writer.Line("// Later tokens need nothing of what follows: it makes the outputs of the last one.");
        using (writer.Open($"if ({arguments.At} == {arguments.Tokens}.Length - 1)"))
        {
            StepCalls.Write(writer, plan.Program, Call, first: plan.KeptSteps);
        }

        writer.Separate();
        writer.Line("Advance();");

        string Call(PlanStep step, int index) => $"{names.Own.Steps[index]}({arguments.Run}{Transfer(step, arguments)});";
    }

    private static string Transfer(PlanStep step, DecoderArguments arguments) => step switch
    {
        LoadStep => $", {arguments.Tokens}.Slice({arguments.At}, 1), 0, 1",
        StoreStep store => $", {CSharp.Escape(arguments.Outputs[store.Output])}, 0, 1",
        _ => "",
    };

    private static void Documentation(SourceWriter writer, DecoderPlan plan, DecoderNames names, string summary, string argument, string what)
    {
        var arguments = names.Arguments;
        writer.Separate();
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line($"/// <param name=\"{argument}\">{what} a number from 0 to {CSharp.Readable(plan.Program.Inputs[0].Vocabulary!.Value - 1)}.</param>");
        for (var i = 0; i < arguments.Outputs.Count; i++)
        {
            writer.Line($"/// <param name=\"{arguments.Outputs[i]}\"><see cref=\"{names.Own.OutputSizes[i]}\"/> floats.</param>");
        }

        writer.Line($"/// <param name=\"{arguments.Threads}\">How many threads may compute, the caller's among them. The results do not depend on it.</param>");
        writer.Line("/// <exception cref=\"global::System.InvalidOperationException\">There is no room for more tokens.</exception>");
    }
}
