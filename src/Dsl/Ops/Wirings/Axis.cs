using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Dsl.Ops.Wirings;

/// <summary>
/// Which places of an operand feed each place of a result along one axis: channels, rows or columns. The geometry of every
/// convolution, pool and copy, stated once.
/// </summary>
public abstract record Axis
{
    /// <summary>What stands for padding, where there is no neuron, in <see cref="Taps"/>.</summary>
    public const int Padding = -1;

    /// <summary>What stands there for what a ceil mode adds behind the padding, which no divisor counts.</summary>
    public const int Beyond = -2;

    private Axis()
    {
    }

    /// <summary>Steps in which places of the result come and go, for which the operand has <see cref="Down"/>.</summary>
    public virtual int Up => 1;

    /// <inheritdoc cref="Up"/>
    public virtual int Down => 1;

    /// <summary>How many groups the places of the result fall into; those of one group are fed alike.</summary>
    public virtual int Groups(int places) => places;

    /// <summary>The group of a place.</summary>
    public virtual int GroupOf(int place, int places) => place;

    /// <summary>The places of the operand that feed each place of a group, in order.</summary>
    /// <param name="group">The group.</param>
    /// <param name="places">Places of the result.</param>
    /// <param name="sources">Places of the operand.</param>
    public abstract IEnumerable<int> Sources(int group, int places, int sources);

    /// <summary>At each tap of a place the operand's place, <see cref="Padding"/> or <see cref="Beyond"/>; null where places have no taps in common.</summary>
    public virtual int[]? Taps(int place, int sources) => null;

    /// <summary>How many places beyond the operand's first or last the taps of a result reach.</summary>
    /// <param name="places">Places of the result.</param>
    /// <param name="sources">Places of the operand.</param>
    public virtual int Reach(int places, int sources) => 0;

    private static int Farthest(long first, long last, long sources) =>
        (int)Math.Min(int.MaxValue, Math.Max(0, Math.Max(-first, last - (sources - 1))));

    /// <summary>Each place feeds itself.</summary>
    public sealed record Same : Axis
    {
        private Same()
        {
        }

        public static Same Instance { get; } = new();

        public override IEnumerable<int> Sources(int group, int places, int sources) => [group];
    }

    /// <summary>Windows: place o is fed by o s − before + k d for each tap k; what lies outside the operand is padding.</summary>
    public sealed record Window(int Kernel, int Stride, int Before, int After, int Dilation) : Axis
    {
        /// <summary>The windows of a pool from top to bottom.</summary>
        public static Window Rows(Ops.Window window) => new(window.Kernel.Height, window.Stride.Height, window.Padding.Top, window.Padding.Bottom, Dilation: 1);

        /// <summary>The windows of a pool from left to right.</summary>
        public static Window Columns(Ops.Window window) =>
            new(window.Kernel.Width, window.Stride.Width, window.Padding.Left, window.Padding.Right, Dilation: 1);

        public override int Down => Stride;

        /// <summary>Places that one window covers with those between its taps.</summary>
        public long Span => ((long)Dilation * (Kernel - 1)) + 1;

        public override IEnumerable<int> Sources(int group, int places, int sources) =>
            Enumerable.Range(0, Kernel).Select(tap => (group * Stride) - Before + (tap * Dilation)).Where(source => source >= 0 && source < sources);

        public override int[] Taps(int place, int sources) => [.. Enumerable.Range(0, Kernel).Select(tap =>
        {
            var source = (place * Stride) - Before + (tap * Dilation);
            return source >= (long)sources + After ? Beyond : source < 0 || source >= sources ? Padding : source;
        })];

        public override int Reach(int places, int sources) => Farthest(-Before, ((places - 1L) * Stride) - Before + Span - 1, sources);

        /// <summary>How many windows fit; PyTorch's rules for floor and ceil mode. Zero: none does.</summary>
        public long Count(long sources, bool ceil)
        {
            var room = sources + Before + After - Span;
            if (room < 0)
                return 0;

            var count = ((ceil ? room + Stride - 1 : room) / Stride) + 1;
            return ceil && (count - 1) * Stride >= sources + Before ? count - 1 : count;
        }

        /// <summary>Places of the padded operand behind the last one that a window covers.</summary>
        public int Left(int places, int sources) => (int)((long)sources + Before + After - (((places - 1L) * Stride) + Span));
    }

    /// <summary>A transposed convolution: place o is fed by i where i s = o + before − k d for a tap k.</summary>
    public sealed record Transposed(int Kernel, int Stride, int Before, int Dilation) : Axis
    {
        public override int Up => Stride;

        public override IEnumerable<int> Sources(int group, int places, int sources) => Taps(group, sources).Where(source => source >= 0);

        public override int[] Taps(int place, int sources) => [.. Enumerable.Range(0, Kernel).Select(tap =>
        {
            var met = place + Before - (tap * Dilation);
            return met >= 0 && met % Stride == 0 && met / Stride < sources ? met / Stride : Padding;
        })];

        public override int Reach(int places, int sources) =>
            Farthest(Ceiling(Before - ((Kernel - 1L) * Dilation), Stride), (places - 1L + Before) / Stride, sources);

        /// <summary>The places of the result.</summary>
        public long Count(long sources, long after, long extra) => ((sources - 1) * Stride) - Before - after + ((long)Dilation * (Kernel - 1)) + 1 + extra;

        private static long Ceiling(long dividend, long divisor) => dividend >= 0 ? (dividend + divisor - 1) / divisor : -(-dividend / divisor);
    }

    /// <summary>Each place of the operand a number of times.</summary>
    public sealed record Repeated(int Factor) : Axis
    {
        public override int Up => Factor;

        public override IEnumerable<int> Sources(int group, int places, int sources) => [group / Factor];

        public override int[] Taps(int place, int sources) => [place / Factor];
    }

    /// <summary>A number of times more places, each fed by the one or two of the operand that it lies at or between.</summary>
    /// <param name="Factor">How many times more.</param>
    /// <param name="AlignsEnds">Whether the first and last places fall on each other, rather than the edges before and behind them.</param>
    public sealed record Interpolated(int Factor, bool AlignsEnds) : Axis
    {
        // Edges of different weights: places of equal sources are not alike, so that there are no taps to compare.
        public override IEnumerable<int> Sources(int group, int places, int sources)
        {
            var (numerator, denominator) = AlignsEnds
                ? (group * (sources - 1L), Math.Max(1, places - 1L))
                : (Math.Max(0, (2L * group) + 1 - Factor), 2L * Factor);
            var first = (int)(numerator / denominator);
            return numerator % denominator == 0 || first == sources - 1 ? [first] : [first, first + 1];
        }
    }

    /// <summary>Windows [floor(o n / m), ceil((o + 1) n / m)) that share the n places of the operand among the m of the result.</summary>
    public sealed record Shares : Axis
    {
        private Shares()
        {
        }

        public static Shares Instance { get; } = new();

        public override IEnumerable<int> Sources(int group, int places, int sources)
        {
            var first = (int)((long)group * sources / places);
            return Enumerable.Range(first, (int)((((group + 1L) * sources) + places - 1) / places) - first);
        }
    }

    /// <summary>Both sides cut into as many blocks; every place of a block is fed by every place of its counterpart.</summary>
    public sealed record Blocks(int Count) : Axis
    {
        public override int Groups(int places) => Count;

        public override int GroupOf(int place, int places) => place / (places / Count);

        public override IEnumerable<int> Sources(int group, int places, int sources) => Enumerable.Range(group * (sources / Count), sources / Count);
    }

    /// <summary>The operand cut into as many blocks, whose places follow by turns: the first of each, then the second of each.</summary>
    public sealed record Turns(int Count) : Axis
    {
        public override IEnumerable<int> Sources(int group, int places, int sources) => [(group % Count * (sources / Count)) + (group / Count)];
    }

    /// <summary>The support of a Kronecker-sparse factor: rows i b d + k d + j are fed by columns i c d + l d + j.</summary>
    public sealed record Kronecker(KsPattern Pattern) : Axis
    {
        public override int Groups(int places) => Pattern.A * Pattern.D;

        public override int GroupOf(int place, int places) => (place / (Pattern.B * Pattern.D) * Pattern.D) + (place % Pattern.D);

        public override IEnumerable<int> Sources(int group, int places, int sources) => Enumerable.Range(0, Pattern.C)
            .Select(column => (group / Pattern.D * Pattern.C * Pattern.D) + (column * Pattern.D) + (group % Pattern.D));
    }
}
