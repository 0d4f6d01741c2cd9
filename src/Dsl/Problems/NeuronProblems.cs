using System.Collections.Generic;
using static NetSpec.Dsl.Problems.ProblemSeverity;

namespace NetSpec.Dsl.Problems;

/// <summary>NSPEC24xx: neurons blocks.</summary>
internal static class NeuronProblems
{
    public static readonly IReadOnlyList<ProblemEntry> Entries =
    [
        new(ProblemCode.NeuronCycle, Error, "Neurons in a circle", "Remove an edge of the circle that the message spells out."),
        new(ProblemCode.RepeatedAntecedent, Error, "Antecedent twice", "Keep one of the two edges: there is at most one between two neurons."),
        new(ProblemCode.MissingAntecedent, Error, "Neuron that nothing feeds", "Give the neuron an antecedent or a bias; a pool needs an antecedent."),
        new(ProblemCode.UnknownActivation, Error, "Unknown activation", "Write relu, id or pool(k); leave it out on an output."),
        new(ProblemCode.PoolSize, Error, "Impossible k of a pool", "Choose k between 1 and the number of antecedents."),
        new(ProblemCode.InputAsOutput, Error, "Input neuron as an output", "Give the output a name of its own, or give the input out as it is: 'output x'."),
        new(ProblemCode.FrozenWeight, Error, "Frozen weight is not a finite number", "Write a number that a double can hold."),
    ];
}
