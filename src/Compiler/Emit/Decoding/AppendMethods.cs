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
        var outputs = string.Concat(names.Outputs.Select(output => $", {Api.Span} {CSharp.Escape(output)}"));
        var passed = string.Concat(names.Outputs.Select(output => ", " + CSharp.Escape(output)));
        var vocabulary = CSharp.Literal(plan.Program.Inputs[0].Vocabulary!.Value);

        Documentation(writer, plan, names, "Appends a token and gives the outputs there. Allocates nothing.", names.Token, "The token,");
        using (writer.Open($"public void Append(int {names.Token}{outputs}, int {names.Threads} = 1)"))
        {
            writer.Line($"{Api.ReadOnlySpanOfIntegers} {names.One} = stackalloc int[] {{ {names.Token} }};");
            writer.Line($"CheckIds({CSharp.NameOf(names.Token)}, {names.One}, 1, 1, vocabulary: {vocabulary});");
            writer.Line($"Append({names.One}{passed}, {names.Threads});");
        }

        Documentation(
            writer, plan, names, "Appends tokens one after another and gives the outputs at the last. Allocates nothing.", names.Tokens, "The tokens, each");
        using (writer.Open($"public void Append({Api.ReadOnlySpanOfIntegers} {names.Tokens}{outputs}, int {names.Threads} = 1)"))
        {
            writer.Line($"CheckThreads({names.Threads});");
            writer.Line($"CheckIds({CSharp.NameOf(names.Tokens)}, {names.Tokens}, {names.Tokens}.Length, 1, vocabulary: {vocabulary});");
            Checks(writer, names);
            writer.Line($"using var {names.Reservation} = Begin({names.Tokens}.Length);");
            writer.Line($"var {names.Run} = new {Api.Run}(Workspace, 1, {names.Threads});");
            using (writer.Open($"for (var {names.At} = 0; {names.At} < {names.Tokens}.Length; {names.At}++)"))
            {
                Steps(writer, plan, names);
            }
        }
    }

    private static void Checks(SourceWriter writer, DecoderNames names)
    {
        for (var i = 0; i < names.Outputs.Count; i++)
        {
            var output = CSharp.Escape(names.Outputs[i]);
            writer.Line($"{names.Field}.CheckOutput({CSharp.NameOf(output)}, {output}, {names.Own.OutputSizes[i]}, 1);");
            writer.Line($"CheckApart({CSharp.NameOf(output)}, {output}, {CSharp.NameOf(names.Tokens)}, {names.Tokens});");
            foreach (var other in names.Outputs.Take(i).Select(CSharp.Escape))
            {
                writer.Line($"CheckApart({CSharp.NameOf(output)}, {output}, {CSharp.NameOf(other)}, {other});");
            }
        }
    }

    private static void Steps(SourceWriter writer, DecoderPlan plan, DecoderNames names)
    {
        StepCalls.Write(writer, plan.Program, Call, count: plan.KeptSteps);
        writer.Separate();
        if (plan.KeptSteps > 0)
            writer.Line("// Later tokens need nothing of what follows: it makes the outputs of the last one.");
        using (writer.Open($"if ({names.At} == {names.Tokens}.Length - 1)"))
        {
            StepCalls.Write(writer, plan.Program, Call, first: plan.KeptSteps);
        }

        writer.Separate();
        writer.Line("Advance();");

        string Call(PlanStep step, int index) => $"{names.Own.Steps[index]}({names.Run}{Transfer(step, names)});";
    }

    private static string Transfer(PlanStep step, DecoderNames names) => step switch
    {
        LoadStep => $", {names.Tokens}.Slice({names.At}, 1), 0, 1",
        StoreStep store => $", {CSharp.Escape(names.Outputs[store.Output])}, 0, 1",
        _ => "",
    };

    private static void Documentation(SourceWriter writer, DecoderPlan plan, DecoderNames names, string summary, string argument, string what)
    {
        writer.Separate();
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line($"/// <param name=\"{argument}\">{what} a number from 0 to {CSharp.Readable(plan.Program.Inputs[0].Vocabulary!.Value - 1)}.</param>");
        for (var i = 0; i < names.Outputs.Count; i++)
        {
            writer.Line($"/// <param name=\"{names.Outputs[i]}\"><see cref=\"{names.Own.OutputSizes[i]}\"/> floats.</param>");
        }

        writer.Line($"/// <param name=\"{names.Threads}\">How many threads may compute, the caller's among them. The results do not depend on it.</param>");
        writer.Line("/// <exception cref=\"global::System.InvalidOperationException\">There is no room for more tokens.</exception>");
    }
}
