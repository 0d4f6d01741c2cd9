using System;
using System.Threading.Tasks;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Paths.Arithmetic;

namespace NetSpec.Runtime.Paths.Norms;

/// <summary>
/// A convolution as a product of matrices: panels of pixels, a column each with everything the pixel sees, times rows of
/// weights, a row for each channel of the result.
/// </summary>
internal static class ConvStep
{
    /// <summary>Tiles of pixels that are gathered together: enough that a row of weights is read seldom.</summary>
    private const int TilesPerPanel = 8;

    /// <summary>Blocks of rows in a task, where there are few panels.</summary>
    private const int BlocksPerTask = 8;

    public static LayerValues Run<TArithmetic>(ConvLayer layer, LayerValues source, SweepContext<TArithmetic> context)
        where TArithmetic : struct, IPathArithmetic
    {
        var result = new LayerValues(layer.Shape.Channels, layer.Shape.Height * layer.Shape.Width);
        var columns = new ConvColumns(layer, source);
        var rows = ConvWeightRows.Make(layer, source, context, result.Exponents);
        var tiles = (result.Pixels + ConvBlock.Pixels - 1) / ConvBlock.Pixels;
        var panels = (tiles + TilesPerPanel - 1) / TilesPerPanel;
        var parts = panels * layer.Groups >= Environment.ProcessorCount ? 1 : (rows.BlocksPerGroup + BlocksPerTask - 1) / BlocksPerTask;
        Parallel.For(
            0,
            panels * layer.Groups * parts,
            () => GC.AllocateUninitializedArray<double>(TilesPerPanel * ConvBlock.Pixels * columns.Height),
            (task, _, panel) =>
            {
                var (part, group, first) = (task % parts, task / parts % layer.Groups, task / parts / layer.Groups * TilesPerPanel);
                var count = Math.Min(TilesPerPanel, tiles - first);
                for (var tile = 0; tile < count; tile++)
                {
                    columns.Gather(group, (first + tile) * ConvBlock.Pixels, panel.AsSpan(tile * ConvBlock.Pixels * columns.Height));
                }

                var (start, end) = (part * rows.BlocksPerGroup / parts, (part + 1) * rows.BlocksPerGroup / parts);
                for (var block = start; block < end; block++)
                {
                    for (var tile = 0; tile < count; tile++)
                    {
                        var panelTile = panel.AsSpan(tile * ConvBlock.Pixels * columns.Height, ConvBlock.Pixels * columns.Height);
                        ConvBlock.Multiply(context.Arithmetic, rows, group, block, panelTile, result, (first + tile) * ConvBlock.Pixels);
                    }
                }

                return panel;
            },
            _ => { });

        Parallel.For(0, layer.Shape.Channels, channel => context.Settle(result, channel, result.Exponents[channel], rows.HasDeepTerms(channel)));
        return result;
    }
}
