namespace NetSpec.Runtime.Paths.Passes;

/// <summary>How the weights of a linear layer lie in its tensor: for each output channel a row of inputs, for each input its taps.</summary>
/// <param name="Outputs">Output channels.</param>
/// <param name="FanIn">Input channels that an output channel sees.</param>
/// <param name="Taps">Weights between two channels, contiguous.</param>
/// <param name="Kind">The order of the tensor's dimensions.</param>
/// <param name="PerGroup">Output channels of a group; for a Kronecker-sparse factor its b.</param>
/// <param name="Step">For a Kronecker-sparse factor its d; 1 otherwise.</param>
internal readonly record struct LinearRows(int Outputs, int FanIn, int Taps, LinearRows.Order Kind, int PerGroup, int Step)
{
    /// <summary>The orders of dimensions.</summary>
    public enum Order
    {
        /// <summary>(out, in / groups, taps): convolutions, and linear layers with one tap.</summary>
        OutFirst,

        /// <summary>(in, out / groups, taps): transposed convolutions.</summary>
        InFirst,

        /// <summary>(a, b, c, d): Kronecker-sparse factors.</summary>
        Kronecker,

        /// <summary>(a, b, c, d) read from results to operands.</summary>
        KroneckerBack,
    }

    /// <summary>The number of weights.</summary>
    public long Size => (long)Outputs * FanIn * Taps;

    public static LinearRows OutFirst(int outputs, int inputs, int groups, int taps) =>
        new(outputs, inputs / groups, taps, Order.OutFirst, outputs / groups, 1);

    public static LinearRows InFirst(int outputs, int inputs, int groups, int taps) =>
        new(outputs, inputs / groups, taps, Order.InFirst, outputs / groups, 1);

    public static LinearRows Kronecker(int a, int b, int c, int d) => new(a * b * d, c, 1, Order.Kronecker, b, d);

    /// <summary>The same weights as rows of the layer that takes gradients back, whose outputs are the inputs of this one.</summary>
    public LinearRows Transposed()
    {
        var groups = Outputs / PerGroup;
        return Kind switch
        {
            Order.OutFirst => InFirst(FanIn * groups, Outputs, groups, Taps),
            Order.InFirst => OutFirst(FanIn * groups, Outputs, groups, Taps),
            _ => new(Outputs / PerGroup * FanIn, PerGroup, 1, Order.KroneckerBack, FanIn, Step),
        };
    }

    /// <summary>The order of weights that the layer back reads: where its op has a tensor of its own kind, each row by itself.</summary>
    /// <param name="isMatrix">Whether it is a fully connected layer; a convolution back reads the tensor as it is.</param>
    public LinearRows Back(bool isMatrix)
    {
        var back = Transposed();
        return Kind switch
        {
            Order.Kronecker => back with { Kind = Order.Kronecker },
            Order.OutFirst when isMatrix => OutFirst(back.Outputs, back.FanIn, 1, 1),
            _ => back,
        };
    }

    /// <summary>The first input of an output channel and its first weight, and the distances to the next ones.</summary>
    public (int Input, int InputStep, int Weight, int WeightStep) Of(int output)
    {
        switch (Kind)
        {
            case Order.OutFirst:
                return (output / PerGroup * FanIn, 1, output * FanIn * Taps, Taps);
            case Order.InFirst:
                var first = output / PerGroup * FanIn;
                return (first, 1, ((first * PerGroup) + (output % PerGroup)) * Taps, PerGroup * Taps);
            default:
                var (block, within) = (output / (PerGroup * Step), output % (PerGroup * Step));
                var (row, lane) = (within / Step, within % Step);
                var input = (block * FanIn * Step) + lane;
                return Kind == Order.Kronecker
                    ? (input, Step, (((block * PerGroup) + row) * FanIn * Step) + lane, Step)
                    : (input, Step, (((block * FanIn * PerGroup) + row) * Step) + lane, PerGroup * Step);
        }
    }
}
