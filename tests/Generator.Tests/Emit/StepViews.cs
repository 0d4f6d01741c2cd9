using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Dsl;

namespace NetSpec.Generator.Tests.Emit;

/// <summary>Steps by what they call, and their arguments by name.</summary>
internal static class StepViews
{
    /// <summary>The layers with weights whose kernels are specialised to a shape.</summary>
    public static IReadOnlyList<CallStep> Kernels(this IEnumerable<PlanStep> steps) =>
        [.. steps.OfType<CallStep>().Where(step => step is { Shape: not null, Weights: not null })];

    /// <summary>The steps that call a kernel.</summary>
    public static IReadOnlyList<CallStep> Calling(this IEnumerable<PlanStep> steps, string kernel) =>
        [.. steps.OfType<CallStep>().Where(step => step.Calls.Any(call => call.Kernel == kernel))];

    public static Place? Input(this CallStep step) => step.Calls[0].PlaceOf(CallStep.Input);

    public static Place? Output(this CallStep step) => step.Calls[0].PlaceOf(CallStep.Output);

    public static Place? Residual(this CallStep step) => step.Calls[0].PlaceOf(CallStep.Residual);

    public static bool Relu(this CallStep step) => step.Find<CallArgument.Flag>() is { Label: "relu", Value: true };

    /// <summary>The step with other arguments.</summary>
    public static CallStep Without(this CallStep step, Func<CallArgument, bool> argument) => step with
    {
        Calls = step.Calls.Select(call => call with { Arguments = call.Arguments.Where(other => !argument(other)).ToEquatableArray() }).ToEquatableArray(),
    };
}
