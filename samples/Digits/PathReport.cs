using System;
using System.Globalization;
using System.IO;
using NetSpec.Runtime.Paths;

namespace Samples.Digits;

/// <summary>Prints what the paths of the network say about it, as trained and rescaled.</summary>
public static class PathReport
{
    public static void Write(TextWriter writer, PathAnalysis trained, PathAnalysis rescaled)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(trained);
        ArgumentNullException.ThrowIfNull(rescaled);
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  The network has {trained.Count():N0} paths. The rescaled one has the same, with the same values, and computes the same"));
        writer.WriteLine("  function: what enters a channel is multiplied by 1, 128 or 4096 at random, and what leaves it divided by the same.");
        writer.WriteLine();
        writer.WriteLine($"  {"",-52}{"trained",12}{"rescaled",12}");
        Line("path norm ‖Φ‖₁", paths => paths.Norm(q: 1, r: 1));
        Line("path norm ‖Φ‖₂", paths => paths.Norm(q: 2, r: 2));
        Line("largest path ‖Φ‖_∞", paths => paths.Norm(double.PositiveInfinity, double.PositiveInfinity));
        Line("product of norms Π₁, never below ‖Φ‖₁", paths => paths.ProductOfNorms(q: 1, r: 1));
        Line("Lipschitz constant, largest pixel to largest logit", paths => paths.LipschitzInInput(double.PositiveInfinity));
        Line("images for a generalisation bound of 1", Images);

        void Line(string name, Func<PathAnalysis, Magnitude> value) => writer.WriteLine($"  {name,-52}{value(trained),12}{value(rescaled),12}");
    }

    /// <summary>The bound falls with the square root of the number of training images.</summary>
    private static Magnitude Images(PathAnalysis paths) => paths.GeneralizationBound(samples: 1, largestInput: 1, Loss.CrossEntropy).Value.Pow(2);
}
