using System;
using NetSpec.Runtime.Paths.Masks;
using NetSpec.Runtime.Paths.Sweeps;

namespace NetSpec.Runtime.Paths;

public sealed partial class PathAnalysis
{
    /// <summary>
    /// Magnitude pruning: of every tensor the given share with the smallest absolute values. Rescaling neurons changes what
    /// it prunes; <see cref="PathCosts.LayerwiseMask"/> and <see cref="PathCosts.GlobalMask"/> do not depend on it.
    /// </summary>
    /// <param name="fraction">The share of each tensor that is pruned, from 0 to 1; rounded down to whole elements.</param>
    /// <param name="roles">Which tensors are pruned.</param>
    /// <remarks>Among equal magnitudes the parameter that comes first in the store goes first.</remarks>
    /// <exception cref="ArgumentException">A parameter is NaN or infinite.</exception>
    public PruningMask MagnitudeMask(double fraction, PrunableRoles roles = PrunableRoles.Weights) =>
        MaskSelection.Layerwise(Parameters.Layout, AbsoluteParameters.Of(Architecture, Parameters), fraction, roles);
}
