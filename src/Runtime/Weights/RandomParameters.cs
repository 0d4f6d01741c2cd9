using System;
using System.Text;
using NetSpec.Runtime.Weights.Checks;

namespace NetSpec.Runtime.Weights;

/// <summary>
/// Parameters to begin with, the same on every machine. A tensor's numbers depend on the seed, its name and the position of
/// the element alone: FNV-1a of the name's UTF-8 bytes, mixed with the seed, starts splitmix64 (Steele, Lea and Flood, 2014). A
/// normal number is the sum of twelve uniform ones of 32 bits, less its mean: of variance 1 and exact in whole numbers, so
/// that nothing depends on how a machine computes logarithms.
/// </summary>
internal static class RandomParameters
{
    private const int Uniforms = 12;

    /// <summary>Where training begins in PyTorch. At the value at which it does nothing, there would be no activation.</summary>
    private const float Slope = 0.25f;

    /// <summary>The mean of the sum of twelve whole numbers from 0 to 2^32 - 1.</summary>
    private const long Mean = Uniforms / 2 * 0xFFFF_FFFFL;

    public static void Fill(ParameterStore store, int seed)
    {
        foreach (var parameter in store.Layout)
        {
            var values = store[parameter.Index];
            if (parameter.Role == ParameterRole.Weight)
                Normal(values, Start(parameter.Name, seed), Math.Sqrt(2.0 / parameter.FanIn));
            else
                values.Fill(parameter.Role == ParameterRole.Slope ? Slope : NeutralValues.Of(parameter.Role));
        }
    }

    private static ulong Start(string name, int seed)
    {
        var hash = 0xCBF2_9CE4_8422_2325UL;
        foreach (var octet in Encoding.UTF8.GetBytes(name))
        {
            hash = (hash ^ octet) * 0x100_0000_01B3UL;
        }

        var state = hash ^ (uint)seed;
        return Next(ref state);
    }

    private static void Normal(Span<float> values, ulong state, double deviation)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var sum = 0L;
            for (var pair = 0; pair < Uniforms / 2; pair++)
            {
                var bits = Next(ref state);
                sum += (long)(bits >> 32) + (long)(bits & 0xFFFF_FFFF);
            }

            values[i] = (float)((sum - Mean) * (1.0 / (1L << 32)) * deviation);
        }
    }

    private static ulong Next(ref ulong state)
    {
        state += 0x9E37_79B9_7F4A_7C15;
        var z = (state ^ (state >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }
}
