using System;
using NetSpec.Runtime.Paths;

namespace NetSpec.Hosting.Certificates;

/// <summary>The constants of Theorem 4.4.1, by their letters.</summary>
/// <param name="D">Depth, identity neurons eliminated.</param>
/// <param name="P">Kinds of k-max-pool neurons.</param>
/// <param name="K">The most antecedents of one.</param>
/// <param name="InputDimension">d_in.</param>
/// <param name="OutputDimension">d_out.</param>
/// <param name="CLower">Not above C.</param>
/// <param name="CUpper">Not below C.</param>
public sealed record CertifiedConstants(int D, int P, int K, long InputDimension, long OutputDimension, double CLower, double CUpper)
{
    /// <summary>More than the roundings of two logarithms, three sums and a root, each within two units of the last place.</summary>
    private const double Room = 1e-14;

    /// <summary>The constants of a net.</summary>
    public static CertifiedConstants Of(BoundConstants constants)
    {
        ArgumentNullException.ThrowIfNull(constants);
        var c = constants.C();
        return new(
            constants.Depth,
            constants.PoolKinds,
            constants.PoolKernel,
            constants.InputDimension,
            constants.OutputDimension,
            c * (1 - Room),
            c * (1 + Room));
    }
}
