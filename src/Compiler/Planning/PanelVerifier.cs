using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Planning;

/// <summary>
/// Checks what a run in panels takes for granted: only vectors, only steps that it knows, and an output that a kernel writes
/// by itself read by nobody and stored by nobody else.
/// </summary>
internal static class PanelVerifier
{
    public static IEnumerable<string> Verify(Plan plan) =>
        [.. plan.HasPanels ? [.. Ports(plan), .. plan.Steps.SelectMany(Step)] : (string[])[], .. plan.Steps.SelectMany((step, i) => Direct(plan, step, i))];

    private static IEnumerable<string> Ports(Plan plan)
    {
        if (plan.Inputs.Count is 0 or > PanelRule.MaxPorts || plan.Outputs.Count is 0 or > PanelRule.MaxPorts)
            yield return $"panels of {plan.Inputs.Count} inputs and {plan.Outputs.Count} outputs";
        if (!plan.IsBatchLast && !plan.Shapes.OfType<KroneckerShape>().Any())
            yield return "panels without a Kronecker-sparse factor, of samples one after the other";
    }

    private static IEnumerable<string> Step(PlanStep step, int index)
    {
        if (step is not (LoadStep or StoreStep or CallStep { RunsInPanels: true }))
            yield return $"step {index} ({step.About.Name}) does not run in panels";
        foreach (var place in step.Reads.Concat(step.Writes).Where(place => place is not { Height: 1, Width: 1, Border: 0, IsPlanar: false }))
            yield return $"step {index} ({step.About.Name}) has a map of {place.Height}x{place.Width} in panels";
    }

    private static IEnumerable<string> Direct(Plan plan, PlanStep step, int index)
    {
        if (step is StoreStep { IsWritten: true } store
            && plan.Steps.Take(index).OfType<CallStep>().Count(kernel => kernel.Port == store.Output && kernel.Writes.Contains(store.From)) != 1)
            yield return $"nobody writes output {store.Output} in panels";
        if (step is not CallStep { Port: { } port } writer)
            yield break;

        if (!plan.HasPanels || !plan.IsBatchLast)
            yield return $"step {index} ({step.About.Name}) writes output {port}, which is not laid out like a panel";
        if (plan.Steps.OfType<StoreStep>().Count(other => other.Output == port && other.IsWritten) != 1)
            yield return $"output {port} is written by step {index} ({step.About.Name}) and stored too";

        for (var next = index + 1; next < plan.Steps.Count; next++)
        {
            if (plan.Steps[next] is not StoreStep { IsWritten: true } && plan.Steps[next].Reads.Any(IsWritten))
                yield return $"step {next} ({plan.Steps[next].About.Name}) reads what step {index} wrote to output {port} only";
            if (plan.Steps[next].Writes.Any(IsWritten))
                yield break;
        }

        bool IsWritten(Place place) => writer.Writes.Any(own => Overlap(place, own));
    }

    private static bool Overlap(Place left, Place right) => left.Start < right.Start + right.Size && right.Start < left.Start + left.Size;
}
