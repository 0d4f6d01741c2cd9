using NetSpec.Dsl.Graph;

namespace NetSpec.Dsl.Ops.Wirings;

/// <summary>Which places of an op's operands feed which places of its result. These are all there are.</summary>
public abstract record Wiring
{
    private Wiring()
    {
    }

    /// <summary>Each place feeds itself.</summary>
    public static Axes Same { get; } = new(Axis.Same.Instance, Axis.Same.Instance, Axis.Same.Instance);

    /// <summary>Channels are wired, positions are as they were.</summary>
    public static Axes OfChannels(Axis channels) => new(channels, Axis.Same.Instance, Axis.Same.Instance);

    /// <summary>Features are wired, those of each token among themselves: channels of a vector, columns of a sequence.</summary>
    public static Axes OfFeatures(Shape operand, Axis features) =>
        operand.IsSequence ? new(Axis.Same.Instance, Axis.Same.Instance, features) : OfChannels(features);

    /// <summary>Nothing feeds it.</summary>
    public sealed record Source : Wiring;

    /// <summary>Each place is fed by the same place of every operand.</summary>
    public sealed record Sum : Wiring;

    /// <summary>Each place is fed by the same place of every operand, or by the one place of a channel that has no other.</summary>
    public sealed record Product : Wiring;

    /// <summary>The operands one after another along the channels.</summary>
    public sealed record Parts : Wiring;

    /// <summary>The one operand's places in (channel, row, column) order.</summary>
    public sealed record Flat : Wiring;

    /// <summary>The one operand's places, of one row, with channels and columns exchanged.</summary>
    public sealed record Turned : Wiring;

    /// <summary>Any place of any operand may feed any of the result: of ops that the theory of paths does not speak of.</summary>
    public sealed record All : Wiring;

    /// <summary>The neurons of a <see cref="Neurons"/> block, each wired by itself.</summary>
    public sealed record Block : Wiring;

    /// <summary>One operand, axis by axis: a place is fed by those whose channel, row and column feed its own.</summary>
    public sealed record Axes(Axis Channels, Axis Rows, Axis Columns) : Wiring;

    /// <summary>An op that rewrites put where nobody asks any more, such as a gradient.</summary>
    public sealed record Unasked : Wiring;
}
