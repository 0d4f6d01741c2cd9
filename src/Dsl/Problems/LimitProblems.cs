using System.Collections.Generic;
using static NetSpec.Dsl.Problems.ProblemSeverity;

namespace NetSpec.Dsl.Problems;

/// <summary>NSPEC25xx: limits.</summary>
internal static class LimitProblems
{
    public static readonly IReadOnlyList<ProblemEntry> Entries =
    [
        new(ProblemCode.NestingLimit, Error, "Blocks nested too deep", "Use fewer blocks within blocks."),
        new(ProblemCode.RepeatCount, Error, "Impossible number of repetitions", "Choose a count within the limit that the message states."),
        new(ProblemCode.StepLimit, Error, "Too many steps", "Repeat fewer stages: blocks and repeats are unrolled."),
        new(ProblemCode.NeuronLimit, Error, "Too many neurons", "Split the block, or write layers instead of single neurons."),
        new(ProblemCode.ParameterLimit, Error, "Too many parameters", "Make the layers smaller: one store holds all parameters of a net."),
        new(ProblemCode.LayerNameLimit, Error, "Name of a layer too long", "Shorten the names that the layer's is made of, or nest fewer blocks."),
    ];
}
