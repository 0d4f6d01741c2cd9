using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Gpu;

/// <content>Groups that move values, and those of tokens.</content>
internal sealed partial class DeviceScope
{
    /// <summary>A convolution of patches: each is brought into a column, unless it is one already.</summary>
    public void Convolution(Conv2D conv)
    {
        var (operand, shape, to) = (group.Anchor.Inputs[0], ShapeOf(0), group.Anchor.Shape);
        var features = shape.Channels * conv.Kernel.Height * conv.Kernel.Width;
        var pattern = new KsPattern(1, conv.OutChannels, features, 1);
        if (conv.Kernel is { Height: 1, Width: 1 })
        {
            Factor(pattern, From);
            return;
        }

        var isPlanar = values.IsByChannelOnly(operand);
        var columns = values.New(features, to.Height * to.Width);
        values.Add(new GpuPatchesStep(
            Part($"patches of {net.Nodes[operand].Name}"),
            isPlanar ? values.ByChannel(operand) : From,
            columns,
            shape.Channels,
            new(shape.Height, shape.Width),
            conv.Kernel,
            isPlanar));
        Factor(pattern, columns);
    }

    /// <summary>Operands behind one another, channel by channel.</summary>
    public void Concat()
    {
        var channel = 0;
        for (var i = 0; i < group.Anchor.Inputs.Count; i++)
        {
            var part = Operand(i);
            var about = i == 0 ? _about : Part($"{net.Nodes[group.Anchor.Inputs[i]].Name}, behind");
            values.Add(new GpuCopyStep(about, part, To, part.Channels, part.Positions) { ToChannel = channel });
            channel += part.Channels;
        }
    }

    /// <summary>Some channels.</summary>
    public void Slice(Slice slice) => values.Add(new GpuCopyStep(_about, From, To, slice.Count, To.Positions) { FromChannel = slice.First });

    /// <summary>Some columns of one row: a token.</summary>
    public void Crop(Crop crop) => values.Add(new GpuCopyStep(_about, From, To, To.Channels, To.Positions) { FromPosition = crop.Sides.Left });

    /// <summary>Attention.</summary>
    public void Attention(Attention attention)
    {
        var shapes = new Shape[group.Anchor.Inputs.Count];
        for (var i = 0; i < shapes.Length; i++)
        {
            shapes[i] = ShapeOf(i);
        }

        var shape = AttentionShape.Of(attention, shapes);
        values.Add(new GpuAttentionStep(_about, shape, From, shape.IsJoint ? From : Operand(1), shape.IsJoint ? From : Operand(2), To));
    }

    /// <summary>The tokens of a table whose numbers an input gives.</summary>
    public void Embedding() => values.Add(new GpuTableStep(_about, PackTable(), From, To, To.Positions, TableUse.Pick));

    /// <summary>The first tokens of a table, added.</summary>
    public void Positions() => values.Add(new GpuTableStep(_about, PackTable(), From, To, To.Positions, TableUse.Add));

    /// <summary>The tokens of a table, then those of the operand.</summary>
    public void Prepend(Prepend prepend)
    {
        values.Add(new GpuTableStep(_about, PackTable(), To, To, prepend.Count, TableUse.Put));
        values.Add(new GpuCopyStep(Part("the others, behind"), From, To, To.Channels, From.Positions) { ToPosition = prepend.Count });
    }

    private int PackTable() => weights.Add(new(group.Anchor.Name, null, group.Anchor.Parameters[0], default, To.Channels, default));
}
