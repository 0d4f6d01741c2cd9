using System.Linq;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Remarks;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Summaries;

/// <summary>A net at a glance: what its forward pass computes step by step, and the totals; the table at the head of an emitted file as values.</summary>
/// <param name="Layers">The steps, in the order in which they run.</param>
/// <param name="Parameters">Elements of all tensors that training may change.</param>
/// <param name="Stored">Elements of all tensors: with running statistics.</param>
/// <param name="MultiplyAdds">Multiply-adds for one sample, padding included.</param>
/// <param name="Neurons">Neurons of the theory of paths, inputs not counted.</param>
/// <param name="WorkspaceBytes">Memory of one sample's pass beside parameters, inputs and outputs.</param>
/// <param name="ImagesPerPass">Samples that a pass takes together in large batches.</param>
public sealed record NetSummary(
    EquatableArray<LayerSummary> Layers, long Parameters, long Stored, long MultiplyAdds, long Neurons, long WorkspaceBytes, int ImagesPerPass)
{
    /// <summary>Summarises a net, whether its spec asks for the forward pass or not.</summary>
    /// <param name="net">The net.</param>
    /// <exception cref="PlanTooLargeException">The workspace of one sample cannot be addressed.</exception>
    /// <exception cref="OpWithoutKernelException">An op has no kernel.</exception>
    public static NetSummary Of(Net net)
    {
        var plan = Planner.Plan(net.Passes.Contains(PassWords.Forward) ? net : net with { Passes = net.Passes.Append(PassWords.Forward).ToEquatableArray() });
        return new(
            plan.Steps.Where(step => !step.IsTransfer).Select(step => Of(step.About)).ToEquatableArray(),
            plan.Statistics.Parameters,
            plan.Statistics.Stored,
            plan.Statistics.MultiplyAdds,
            plan.Statistics.Neurons,
            ((long)plan.WorkspaceSize + plan.Head.Size) * sizeof(float),
            plan.ImagesPerPass);
    }

    private static LayerSummary Of(StepInfo about) =>
        new(about.Name, about.Description, about.Algorithm, about.Shape, about.Parameters, about.MultiplyAdds);
}
