using System;
using System.Linq;
using NetSpec.Runtime;

namespace NetSpec.Hosting.Comparing;

/// <summary>How far the emitted code is from another engine.</summary>
/// <param name="With">The other engine.</param>
/// <param name="Samples">Random samples that were compared.</param>
/// <param name="LargestDifference">The largest difference of two outputs.</param>
/// <param name="LargestOutput">The largest output of the other engine, which differences are to be seen against.</param>
/// <example><code>
/// var compared = ModelComparison.Run(host, host.Create(store), new InterpreterEngine(net, store));
/// Console.WriteLine(compared.Relative);   // 3.1E-07
/// </code></example>
public sealed record ModelComparison(string With, int Samples, double LargestDifference, double LargestOutput)
{
    /// <summary>The difference as a share of the largest output.</summary>
    public double Relative => LargestOutput == 0 ? LargestDifference : LargestDifference / LargestOutput;

    /// <summary>Runs random samples of numbers from -1 to 1 both ways.</summary>
    /// <param name="net">The compiled net.</param>
    /// <param name="model">One of its models.</param>
    /// <param name="other">What to compare with.</param>
    /// <param name="samples">How many samples, 1 or more.</param>
    /// <param name="seed">What they are drawn by.</param>
    public static ModelComparison Run(HostedNet net, Model model, IReferenceEngine other, int samples = 1, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(net);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(other);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        var (random, difference, largest) = (new Random(seed), 0.0, 0.0);
        using var pass = new BatchPass(net, model);
        for (var sample = 0; sample < samples; sample++)
        {
            var inputs = net.Inputs.Select(port => Drawn(port, random)).ToArray();
            var outputs = net.Outputs.Select(port => new float[port.Size]).ToArray();
            pass.Run([.. inputs.Select(input => (ReadOnlyMemory<float>)input)], [.. outputs.Select(output => output.AsMemory())], 1);
            foreach (var (theirs, ours) in other.Run(inputs).Zip(outputs).SelectMany(pair => pair.First.Zip(pair.Second)))
            {
                difference = Math.Max(difference, Apart(theirs, ours));
                largest = double.IsNaN(theirs) ? largest : Math.Max(largest, Math.Abs(theirs));
            }
        }

        return new(other.Name, samples, difference, largest);
    }

    /// <summary>What is no number is without bound apart from what is one.</summary>
    private static double Apart(double theirs, float ours) =>
        theirs.Equals((double)ours) ? 0 : double.IsNaN(theirs - ours) ? double.PositiveInfinity : Math.Abs(theirs - ours);

    private static float[] Drawn(HostedPort port, Random random)
    {
        var values = new float[port.Size];
        foreach (ref var value in values.AsSpan())
        {
            value = port.Draw(random);
        }

        return values;
    }
}
