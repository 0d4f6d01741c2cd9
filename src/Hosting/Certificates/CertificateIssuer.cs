using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Runtime.Paths;

namespace NetSpec.Hosting.Certificates;

/// <summary>Makes certificates.</summary>
public static class CertificateIssuer
{
    /// <summary>
    /// The room of a claim, relatively: the norm of the fast engine, that much to both sides. The claim is made only if the enclosure, which another
    /// engine computes with all roundings outwards, lies in it.
    /// </summary>
    private const double Room = 1e-9;

    /// <summary>What the claims are for.</summary>
    internal const string Theorem = "Theorem 4.4.1: with C = sqrt(D ln((3+2P)K) + ln((3+2P)/(1+P) (d_in+1) d_out)), the expected generalisation gap is at most "
        + "4 max(B,1)/sqrt(n) C L r over the class of parameters whose l1 path norm is at most r";

    /// <summary>What the theorem asks of the net.</summary>
    internal static IReadOnlyList<string> Preconditions { get; } =
        ["no neuron is an input and an output", "biases of k-max-pool neurons are 0", "all parameters are finite"];

    /// <summary>The norms that a certificate has an interval of.</summary>
    internal static IReadOnlyList<PathStarts> Starts { get; } = [PathStarts.All, PathStarts.Inputs, PathStarts.Biases];

    /// <summary>Certifies path norms and constants of a model.</summary>
    /// <param name="spec">The spec, read from a file.</param>
    /// <param name="net">The net.</param>
    /// <param name="weights">The file of the parameters.</param>
    /// <param name="paths">The theory of the model made of both.</param>
    /// <param name="folder">Where the certificate will lie.</param>
    /// <exception cref="InvalidOperationException">A precondition of the theorem does not hold, or the two engines do not agree.</exception>
    public static Certificate Issue(SpecFile spec, Net net, string weights, PathAnalysis paths, string folder)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(net);
        ArgumentNullException.ThrowIfNull(paths);

        // Refuses what the theorem does not cover, by name.
        _ = paths.GeneralizationBound(samples: 1, largestInput: 1, Loss.CrossEntropy);
        var enclosures = Starts.AsParallel().AsOrdered().Select(starts => paths.Enclose(starts)).ToList();
        return new Certificate(
            Certificate.DocumentKind,
            1,
            CertifiedFile.Of(spec, folder),
            net.FullName,
            CertifiedFile.Of(weights, folder),
            Theorem,
            Preconditions,
            CertifiedConstants.Of(paths.Constants),
            [.. Starts.Zip(enclosures, (starts, enclosure) => CertifiedNorm.Of(starts, Claim(paths.Norm(q: 1, r: 1, starts), enclosure, starts)))]).Sealed();
    }

    private static MagnitudeInterval Claim(Magnitude norm, MagnitudeInterval enclosure, PathStarts starts)
    {
        var claim = norm.IsZero ? enclosure : new MagnitudeInterval(norm * new Magnitude(1 - Room), norm * new Magnitude(1 + Room));
        return claim.Contains(enclosure)
            ? claim
            : throw new InvalidOperationException(
                $"the path norm from {starts} is {norm} by one engine and in {enclosure} by the other; nothing is certified.");
    }
}
