using System.Globalization;
using NetSpec.Runtime.Paths;

namespace NetSpec.Tool.Reports;

/// <summary>The constants of the bound by their letters; the number of paths is a text, as it has any number of digits.</summary>
internal sealed record ConstantsEntry(
    int D, int DepthWithoutPools, int P, int K, int M, long InputDimension, long OutputDimension, string Paths, double C, double? SharpenedC)
{
    public static ConstantsEntry Of(BoundConstants constants) => new(
        constants.Depth,
        constants.DepthWithoutPools,
        constants.PoolKinds,
        constants.PoolKernel,
        constants.PoolLayers,
        constants.InputDimension,
        constants.OutputDimension,
        constants.PathCount.ToString(CultureInfo.InvariantCulture),
        constants.C(),
        constants.IsSharpened ? constants.SharpenedC() : null);
}
