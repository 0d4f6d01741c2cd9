using System;

namespace NetSpec.Runtime.Kernels.Costs;

/// <summary>What the cost kernels refuse.</summary>
internal static class CostChecks
{
    public static void OneSample(in Run run)
    {
        if (run.Images != 1)
        {
            throw new ArgumentException($"Costs are those of one sample; the pass has {run.Images}.", nameof(run));
        }
    }

    public static void Length(int found, long expected, string name)
    {
        if (found != expected)
        {
            throw new ArgumentException($"'{name}' has room for {found} sums, there are {expected}.", name);
        }
    }
}
