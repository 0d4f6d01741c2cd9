using System;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Rewrites;

/// <summary>
/// Lets a convolution read the operand of a pad before it and pad by itself: its zeros are those of the map's border, which
/// nobody has to write. What pads farther than the kernel reaches stays, as a border is as wide on every side.
/// </summary>
internal static class FoldPadding
{
    public static Net Run(Net net)
    {
        var rewriter = new NetRewriter(net);
        foreach (var node in net.Nodes)
        {
            var operands = rewriter.Operands(node);
            if (node.Op is Conv2D conv && rewriter[operands[0]] is { Op: Pad { Front: 0, Back: 0 } pad } before && Sum(conv, pad) is { } padding)
                rewriter.Keep(node, conv with { Padding = padding }, before.Inputs);
            else
                rewriter.Keep(node);
        }

        return rewriter.Finish();
    }

    private static Padding? Sum(Conv2D conv, Pad pad)
    {
        var (own, more) = (conv.Padding, pad.Sides);
        var sum = new Padding(own.Top + more.Top, own.Left + more.Left, own.Bottom + more.Bottom, own.Right + more.Right);
        var (rows, columns) = (conv.Dilation.Height * (conv.Kernel.Height - 1L), conv.Dilation.Width * (conv.Kernel.Width - 1L));
        return Math.Min(Math.Min(more.Top, more.Left), Math.Min(more.Bottom, more.Right)) >= 0
            && Math.Max(sum.Top, sum.Bottom) <= rows && Math.Max(sum.Left, sum.Right) <= columns ? sum : null;
    }
}
