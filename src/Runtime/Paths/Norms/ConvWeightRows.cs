using System;
using System.Threading.Tasks;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Paths.Arithmetic;

namespace NetSpec.Runtime.Paths.Norms;

/// <summary>
/// The weights of a convolution, |θ|^q scaled to the exponents of its operand and of its result, in blocks of rows whose
/// weights lie side by side. Rows beyond the last of a group are zero.
/// </summary>
internal sealed class ConvWeightRows
{
    private readonly double[] _weights;
    private readonly double[] _biases;
    private readonly bool[] _areDeep;
    private readonly int _height;

    private ConvWeightRows(int rowsPerGroup, int groups, int height)
    {
        (RowsPerGroup, _height) = (rowsPerGroup, height);
        BlocksPerGroup = (rowsPerGroup + ConvBlock.Rows - 1) / ConvBlock.Rows;
        _weights = new double[groups * BlocksPerGroup * ConvBlock.Rows * height];
        _biases = new double[rowsPerGroup * groups];
        _areDeep = new bool[rowsPerGroup * groups];
    }

    /// <summary>Channels of the result in a group.</summary>
    public int RowsPerGroup { get; }

    /// <summary>Blocks of <see cref="ConvBlock.Rows"/> rows in a group.</summary>
    public int BlocksPerGroup { get; }

    /// <param name="layer">The layer.</param>
    /// <param name="source">What it reads.</param>
    /// <param name="context">What all layers share.</param>
    /// <param name="exponents">Takes the exponent of each channel of the result.</param>
    public static ConvWeightRows Make<TArithmetic>(ConvLayer layer, LayerValues source, SweepContext<TArithmetic> context, long[] exponents)
        where TArithmetic : struct, IPathArithmetic
    {
        var (rowsPerGroup, channels) = (layer.Shape.Channels / layer.Groups, layer.Operands[0].Channels / layer.Groups);
        var height = channels * layer.Kernel.Height * layer.Kernel.Width;
        var rows = new ConvWeightRows(rowsPerGroup, layer.Groups, height);
        Parallel.For(
            0,
            layer.Shape.Channels,
            () => GC.AllocateUninitializedArray<double>(height),
            (channel, _, row) =>
            {
                var group = channel / rowsPerGroup;
                var bias = context.Bias(layer, channel * layer.Shape.Height * layer.Shape.Width, out var exponent);
                var theta = context.Theta.AsSpan(layer.Weight + (channel * height), height);
                exponents[channel] = context.Power.Row(theta, source.Exponents.AsSpan(group * channels, channels), exponent, row, out var isDeep);
                rows._areDeep[channel] = isDeep || (bias != 0 && exponents[channel] - ChannelRange.Depth > exponent);
                rows._biases[channel] = ChannelRange.Scale(bias, exponent - exponents[channel]);
                var (block, lane) = (channel % rowsPerGroup / ConvBlock.Rows, channel % rowsPerGroup % ConvBlock.Rows);
                var place = rows.Block(group, block).Slice(lane);
                for (var i = 0; i < row.Length; i++)
                {
                    place[i * ConvBlock.Rows] = row[i];
                }

                return row;
            },
            _ => { });
        return rows;
    }

    /// <summary>The weights of a block: for each row of a column, those of all rows of the block.</summary>
    public Span<double> Block(int group, int block) =>
        _weights.AsSpan(((group * BlocksPerGroup) + block) * ConvBlock.Rows * _height, ConvBlock.Rows * _height);

    /// <summary>Whether the bias or a weight of a channel of the result is too small beside the others for its products to have all digits.</summary>
    public bool HasDeepTerms(int channel) => _areDeep[channel];

    /// <summary>The bias of a channel of the result, scaled.</summary>
    public double Bias(int channel) => _biases[channel];
}
