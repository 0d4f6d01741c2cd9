using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Runtime.Paths;

namespace NetSpec.Hosting.Certificates;

/// <summary>
/// Looks at every claim of a certificate: the files by their hashes, the constants as the compiler counts them anew, and the norms by the sweep that goes
/// edge by edge with every rounding outwards. The engine that the claims came from has no part in it.
/// </summary>
public static class CertificateVerifier
{
    /// <summary>Hashes the files that a certificate is about: if these are not the same, nothing else is worth a look.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="spec">Where the spec is.</param>
    /// <param name="weights">Where the parameters are.</param>
    public static IReadOnlyList<CertificateCheck> CheckFiles(Certificate certificate, string spec, string weights)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return
        [
            Same("spec, SHA-256", certificate.Spec.Sha256, CertifiedFile.HashOf(SpecFile.Read(spec))),
            Same("weights, SHA-256", certificate.Weights.Sha256, CertifiedFile.HashOf(weights)),
            Same("certificate, SHA-256", certificate.Sha256, certificate.HashOfContent()),
        ];
    }

    /// <summary>Recomputes what a certificate claims of a model made of its files.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="paths">The theory of the model's paths.</param>
    public static IReadOnlyList<CertificateCheck> CheckClaims(Certificate certificate, PathAnalysis paths)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(paths);
        var (claimed, found) = (certificate.Constants, CertifiedConstants.Of(paths.Constants));
        List<CertificateCheck> checks =
        [
            Same("D", Text(claimed.D), Text(found.D)),
            Same("P", Text(claimed.P), Text(found.P)),
            Same("K", Text(claimed.K), Text(found.K)),
            Same("d_in", Text(claimed.InputDimension), Text(found.InputDimension)),
            Same("d_out", Text(claimed.OutputDimension), Text(found.OutputDimension)),
            new(
                "C",
                FormattableString.Invariant($"[{claimed.CLower:R}, {claimed.CUpper:R}]"),
                FormattableString.Invariant($"[{found.CLower:R}, {found.CUpper:R}]"),
                claimed.CLower <= found.CLower && found.CUpper <= claimed.CUpper),
            Same("theorem", certificate.Theorem, CertificateIssuer.Theorem),
            Same("preconditions, by name", string.Join("; ", certificate.Preconditions), string.Join("; ", CertificateIssuer.Preconditions)),
            Preconditions(paths),
        ];
        checks.AddRange(CertificateIssuer.Starts.AsParallel().AsOrdered().Select(starts => Norm(certificate, starts, paths)));
        checks.AddRange(certificate.Norms.Where(norm => !CertificateIssuer.Starts.Any(starts => IsOf(norm, starts)))
            .Select(norm => new CertificateCheck($"path norm from {norm.Starts}", norm.Text, "no such paths", false)));
        return checks;
    }

    private static CertificateCheck Norm(Certificate certificate, PathStarts starts, PathAnalysis paths)
    {
        var what = $"path norm from {Word(starts)}";
        if (certificate.Norms.Where(norm => IsOf(norm, starts)).ToList() is not [var norm])
            return new(what, "not once", "once", false);
        if (!IsNumber(norm.LowerMantissa) || !IsNumber(norm.UpperMantissa))
            return new(what, norm.Text, "the ends are no numbers", false);
        var enclosure = paths.Enclose(starts);
        return new(what, norm.Text, enclosure.ToString(), norm.Interval.Contains(enclosure) && norm.Text == norm.Interval.ToString());
    }

    private static bool IsOf(CertifiedNorm norm, PathStarts starts) => norm.Starts == Word(starts);

    private static string Word(PathStarts starts) => starts.ToString().ToLowerInvariant();

    private static CertificateCheck Preconditions(PathAnalysis paths)
    {
        try
        {
            _ = paths.GeneralizationBound(samples: 1, largestInput: 1, Loss.CrossEntropy);
            return new("preconditions of Theorem 4.4.1", "hold", "hold", true);
        }
        catch (InvalidOperationException exception)
        {
            return new("preconditions of Theorem 4.4.1", "hold", exception.Message, false);
        }
    }

    private static bool IsNumber(double mantissa) => double.IsFinite(mantissa) && mantissa >= 0;

    private static CertificateCheck Same(string what, string claimed, string found) => new(what, claimed, found, claimed == found);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
