using NetSpec.Generator.Tests.Emit;
using NetSpec.Tests.Support.RandomNets;

namespace NetSpec.Fuzz;

/// <summary>Well-formed nets compute what the interpreter computes, whatever was planned, emitted and run for them.</summary>
public sealed class NetsTarget : IFuzzTarget
{
    public string Noun => "nets";

    public FuzzFailure? Run(int seed)
    {
        var spec = RandomSpecs.Of(seed);
        return RandomNetCheck.Run([spec], ForwardCheck.Levels, seed)[0] is { } problem ? new(seed, problem, spec.Text) : null;
    }

    public FuzzFailure Shrink(FuzzFailure failure)
    {
        var (spec, problem) = RandomNetCheck.Shrink(RandomSpecs.Of(failure.Seed), failure.Reason, ForwardCheck.Levels, failure.Seed);
        return new(failure.Seed, problem, spec.Text);
    }

    public string Show(int seed) => RandomSpecs.Of(seed).Text;
}
