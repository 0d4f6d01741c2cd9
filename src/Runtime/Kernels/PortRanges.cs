using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetSpec.Runtime.Kernels;

/// <summary>
/// Where the arguments of a call lie in memory, to refuse an output that shares memory with another argument: in n log n steps, for
/// networks with so many inputs and outputs that comparing them two by two would be the most of their code.
/// </summary>
/// <remarks>
/// The addresses hold while no collection moves the arrays behind them. So a round that one fell into is done again:
/// <code>
/// var ranges = PortRanges.Of(2);
/// do
/// {
///     ranges.Begin();
///     ranges.Input("x", x);
///     ranges.Output("y", y);
/// }
/// while (!ranges.AreApart());
/// </code>
/// An object belongs to a thread, which uses it again and again: a call allocates nothing but for the first.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PortRanges
{
    [ThreadStatic]
    private static PortRanges? s_own;

    private Range[] _ranges = [];
    private int _count;
    private int _collections;

    private PortRanges()
    {
    }

    /// <summary>The object of this thread.</summary>
    /// <param name="count">How many arguments there will be.</param>
    public static PortRanges Of(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var own = s_own ??= new();
        if (own._ranges.Length < count)
            own._ranges = new Range[count];
        return own;
    }

    /// <summary>Begins a round.</summary>
    public void Begin()
    {
        _count = 0;
        _collections = GC.CollectionCount(0);
    }

    /// <summary>Takes down an argument that is read: those may share memory.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">Its values.</param>
    public void Input(string name, ReadOnlySpan<float> values) => Add(name, values, isOutput: false);

    /// <inheritdoc cref="Input(string, ReadOnlySpan{float})"/>
    public void Input(string name, ReadOnlySpan<int> values) => Add(name, MemoryMarshal.Cast<int, float>(values), isOutput: false);

    /// <summary>Takes down an argument that is written.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">Its values.</param>
    public void Output(string name, ReadOnlySpan<float> values) => Add(name, values, isOutput: true);

    /// <summary>Ends a round: whether the arguments lie apart; false when that has to be looked at again.</summary>
    /// <exception cref="ArgumentException">An output shares memory with another argument.</exception>
    public bool AreApart()
    {
        var ranges = _ranges.AsSpan(0, _count);
        var same = GC.CollectionCount(0) == _collections;
        if (same && Clash(ranges) is var (output, other) && output is not null)
            throw new ArgumentException($"'{output}' and '{other}' overlap in memory; give '{output}' memory of its own.", output);

        return same;
    }

    private static (string? Output, string? Other) Clash(Span<Range> ranges)
    {
        ranges.Sort(static (left, right) => left.Start.CompareTo(right.Start));

        // The one that reaches farthest among all before, and among the outputs before.
        var (all, outputs) = (default(Range), default(Range));
        foreach (var range in ranges)
        {
            if (range.IsOutput && all.End > range.Start)
                return (range.Name, all.Name);
            if (outputs.End > range.Start)
                return (outputs.Name, range.Name);
            if (range.End > all.End)
                all = range;
            if (range.IsOutput && range.End > outputs.End)
                outputs = range;
        }

        return default;
    }

    private void Add(string name, ReadOnlySpan<float> values, bool isOutput)
    {
        if (values.IsEmpty)
            return;

        ref var first = ref MemoryMarshal.GetReference(values);
        var start = Address(ref first);
        _ranges[_count++] = new(name, start, start + ((nuint)values.Length * sizeof(float)), isOutput);
    }

    private static unsafe nuint Address(ref float first) => (nuint)Unsafe.AsPointer(ref first);

    private readonly record struct Range(string Name, nuint Start, nuint End, bool IsOutput);
}
