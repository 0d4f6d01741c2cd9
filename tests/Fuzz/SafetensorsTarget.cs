using System;
using NetSpec.Runtime.Tests.Weights;

namespace NetSpec.Fuzz;

/// <summary>Any bytes are read or refused by the safetensors reader, in bounded memory, alike from a file and from a pipe.</summary>
public sealed class SafetensorsTarget : IFuzzTarget
{
    public string Noun => "files";

    public FuzzFailure? Run(int seed)
    {
        var bytes = new SafetensorsMutator(seed).Next();
        try
        {
            SafetensorsFuzz.Check(bytes);
            return null;
        }
        catch (Exception exception)
        {
            return new(seed, exception.ToString(), Show(seed));
        }
    }

    public string Show(int seed) => Convert.ToHexString(new SafetensorsMutator(seed).Next());
}
