using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Gpu;
using NetSpec.Compiler.Specs;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Compiler.Stages;

/// <summary>A net that asks for a device.</summary>
/// <param name="Passes">What it asks for.</param>
/// <param name="Plans">Its programs, one a precision; empty when it does not fit.</param>
/// <param name="Problem">Why it does not.</param>
internal sealed record PlannedGpu(EquatableArray<string> Passes, EquatableArray<GpuPlan> Plans, TypeProblem? Problem)
{
    /// <summary>The kernels of the programs, each once.</summary>
    public IEnumerable<FactorKernelKey> Kernels => Plans.SelectMany(plan => plan.Kernels).Distinct();

    /// <summary>Plans the device programs of a net; null when it asks for none.</summary>
    public static PlannedGpu? Of(TypeName name, Net net)
    {
        var precisions = new[] { DevicePrecision.Fp32, DevicePrecision.Fp16 }.Where(precision => GpuPasses.Asks(net, precision)).ToList();
        if (precisions.Count == 0)
            return null;

        var passes = precisions.Select(GpuPasses.Word).ToEquatableArray();
        try
        {
            return GpuRule.Problem(net) is { } problem
                ? new(passes, default, Unfit(problem.Message) with { Node = net.Nodes.FirstOrDefault(node => node.Name == problem.Node)?.Id })
                : new(passes, precisions.Select(precision => GpuPlanner.Plan(net, precision)).ToEquatableArray(), null);
        }
        catch (PlanTooLargeException exception)
        {
            return new(passes, default, Unfit($"'{net.Name}' cannot run on a device: {exception.Message}"));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(passes, default, new(name, ProblemCode.Internal, InternalError.Describe(exception)));
        }

        TypeProblem Unfit(string message) => new(name, ProblemCode.UnfitForDevice, message) { Pass = passes[0] };
    }

    /// <summary>The problems of a net: what does not fit, or else each pass that the project lacks the package for.</summary>
    /// <param name="name">The net.</param>
    /// <param name="hasIlgpu">Whether the project references ILGPU.</param>
    public IEnumerable<TypeProblem> Problems(TypeName name, bool hasIlgpu) => Problem is not null
        ? [Problem]
        : Passes.Where(_ => !hasIlgpu).Select(pass => new TypeProblem(
            name,
            ProblemCode.PassNotEmitted,
            $"'{pass}' needs the package ILGPU, which this project does not reference: add it (dotnet add package ILGPU), or remove the pass")
        {
            Pass = pass,
        });
}
