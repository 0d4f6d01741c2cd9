using System;
using NetSpec.Runtime.Weights;

namespace NetSpec.Bench.Peers;

/// <summary>Weights that keep the size of what passes through a network, so that outputs of two engines can be compared.</summary>
internal static class PlausibleWeights
{
    public static ParameterStore For(ParameterLayout layout)
    {
        var store = new ParameterStore(layout);
        var random = new Random(1);
        foreach (var parameter in layout)
        {
            var (centre, spread) = parameter.Role switch
            {
                ParameterRole.Weight => (0f, MathF.Sqrt(6f * parameter.Dims[0] / parameter.Size)),
                ParameterRole.Gamma or ParameterRole.RunningVariance => (1f, 0.2f),
                _ => (0f, 0.1f),
            };
            foreach (ref var value in store[parameter])
            {
                value = centre + (spread * ((2 * random.NextSingle()) - 1));
            }
        }

        return store;
    }
}
