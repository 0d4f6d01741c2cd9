using System.Collections.Generic;
using NetSpec.Compiler.Planning.Algorithms;

namespace NetSpec.Compiler.Planning.Steps;

/// <summary>A kernel that is specialised to a shape: a convolution, a fully connected layer, a Kronecker-sparse factor.</summary>
/// <param name="Algorithm">How it is computed.</param>
/// <param name="Shape">Index of its shape in <see cref="Plan.Shapes"/>.</param>
/// <param name="Weights">Index of its weights in <see cref="Plan.Weights"/>.</param>
/// <param name="Residual">What is added before the relu, where there is something.</param>
/// <param name="Scratch">Memory of its own during the step, where the algorithm asks for some.</param>
/// <param name="Relu">Whether negative results become zero.</param>
/// <param name="Port">The output that it writes to, instead of <paramref name="To"/>, when the net runs in panels.</param>
public sealed record KernelStep(
    StepInfo About,
    Place? Clear,
    AlgorithmChoice Algorithm,
    int Shape,
    int Weights,
    Place From,
    Place To,
    Place? Residual,
    Place? Scratch,
    bool Relu,
    int? Port) : PlanStep(About, Clear)
{
    public override IEnumerable<Place> Reads => Residual is null ? [From] : [From, Residual];

    public override IEnumerable<Place> Writes => Scratch is null ? [To] : [To, Scratch];
}
