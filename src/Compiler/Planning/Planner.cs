using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Compiler.Planning.Algorithms;
using NetSpec.Compiler.Planning.Fusing;
using NetSpec.Compiler.Planning.Remarks;
using NetSpec.Compiler.Planning.Storage;
using NetSpec.Compiler.Rewrites;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning;

/// <summary>Turns a net into a plan: what is fused, in what order it runs, and where every value lies.</summary>
internal static class Planner
{
    /// <summary>The plan of a user's net.</summary>
    /// <exception cref="PlanTooLargeException">The workspace of one sample cannot be addressed.</exception>
    public static Plan Plan(Net net) => Plan(net, net.Passes.Contains(PassWords.Direct) ? ProgramPolicy.Direct : ProgramPolicy.Forward);

    /// <summary>The plan of a net.</summary>
    /// <param name="net">The net.</param>
    /// <param name="policy">What its program may do.</param>
    /// <exception cref="PlanTooLargeException">The workspace of one sample cannot be addressed.</exception>
    public static Plan Plan(Net net, ProgramPolicy policy)
    {
        var program = net.Passes.Contains(PassWords.Forward)
            ? Program(Normalise.Run(net), new SpokenNet(net), policy)
            : new PlannedProgram(false, default, default, default, default, default, 0, new BatchHead(0, 0));
        return new Plan(
            net.Namespace,
            net.Name,
            net.Arguments,
            net.Inputs.Select(id => new Port(net.Nodes[id].Name, net.Nodes[id].Shape, Embedding.VocabularyOf(net, id))).ToEquatableArray(),
            net.Outputs.Select(output => new Port(output.Name, net.Nodes[output.Node].Shape)).ToEquatableArray(),
            net.Parameters,
            net.Layout == BatchLayout.BatchLast,
            net.Passes.Contains(PassWords.Forward),
            program.HasPanels,
            SampleRule.Of(program),
            program.Shapes,
            program.Weights,
            program.Steps,
            program.Values,
            program.Buffers,
            program.WorkspaceSize,
            PassSize.Of(program),
            Statistics.Of(net),
            SparseChain.Of(net))
        {
            Head = program.Head,
            Policy = policy,
        };
    }

    /// <summary>The program of a rewritten net: with a head where that lets more samples share its weights.</summary>
    private static PlannedProgram Program(Net net, SpokenNet spoken, ProgramPolicy policy)
    {
        var program = Whole(net, spoken, policy);
        if (!PassSize.AsksForHead(program))
            return program;

        var split = SplitHead.Run(net, policy.LeastHead);
        return ReferenceEquals(split, net) ? program : Whole(split, spoken, policy);
    }

    private static PlannedProgram Whole(Net net, SpokenNet spoken, ProgramPolicy policy)
    {
        var readers = new Readers(net);
        var groups = Joining.Run(net, readers, Fusion.Run(net, readers, policy), policy);
        var schedule = new Schedule(net, groups);
        var placement = new Placement(net, readers, groups, schedule);
        var choices = new KernelChoices(schedule, placement, policy with { SplitsSums = policy.SplitsSums && !PanelRule.Holds(net) });
        var memory = new Memory(net, schedule, placement, choices);
        var program = new Lowering(net, spoken, readers, schedule, placement, choices, memory).Run();
        return program with { Steps = Borders.ClearedOnce([.. program.Steps], program.Head.First) };
    }
}
