using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Theory;

/// <summary>
/// Which places of an operand feed each place of a result along one axis: channels, rows or columns. Places of one group
/// are fed alike. Every op with one operand is the product of three fans.
/// </summary>
internal sealed class AxisFan
{
    private readonly int _groups;
    private readonly Func<int, int> _groupOf;
    private readonly Func<int, IEnumerable<int>> _sources;
    private readonly int _size;
    private readonly bool _isSame;

    private AxisFan(int size, int groups, Func<int, int> groupOf, Func<int, IEnumerable<int>> sources, bool isSame = false)
    {
        (_size, _groups, _groupOf, _sources, _isSame) = (size, groups, groupOf, sources, isSame);
    }

    /// <summary>The most sources that one place has.</summary>
    public int MostSources => Enumerable.Range(0, _groups).Max(group => _sources(group).Count());

    /// <summary>Each place feeds itself.</summary>
    public static AxisFan Same(int size) => new(size, size, place => place, place => [place], isSame: true);

    /// <summary>Each place is repeated.</summary>
    public static AxisFan Repeated(int size, int factor) => Each(size, place => [place / factor]);

    /// <summary>Windows of a convolution or pool; taps in the padding have no source.</summary>
    public static AxisFan Windows(int size, int sources, int kernel, int stride, int before, int dilation) => (kernel, stride, before) == (1, 1, 0) && size == sources
        ? Same(size)
        : Each(size, place => Enumerable.Range(0, kernel).Select(tap => (place * stride) - before + (tap * dilation)).Where(source => source >= 0 && source < sources));

    /// <summary>The taps of a transposed convolution that reach each place.</summary>
    public static AxisFan Transposed(int size, int sources, int kernel, int stride, int before, int dilation) => Each(
        size,
        place => Enumerable.Range(0, kernel)
            .Select(tap => place + before - (tap * dilation))
            .Where(reached => reached >= 0 && reached % stride == 0 && reached / stride < sources)
            .Select(reached => reached / stride));

    /// <summary>The windows [floor(i n / o), ceil((i + 1) n / o)) of an adaptive pool.</summary>
    public static AxisFan Adaptive(int size, int sources) => Each(size, place =>
    {
        var first = (int)((long)place * sources / size);
        var end = (int)((((place + 1L) * sources) + size - 1) / size);
        return Enumerable.Range(first, end - first);
    });

    /// <summary>Both sides cut into as many blocks; every place of a block feeds every place of its counterpart.</summary>
    public static AxisFan Blocks(int size, int sources, int blocks)
    {
        var (targets, width) = (size / blocks, sources / blocks);
        return new(size, blocks, place => place / targets, block => Enumerable.Range(block * width, width));
    }

    /// <summary>The support of a Kronecker-sparse factor: rows i b d + k d + j are fed by columns i c d + l d + j.</summary>
    public static AxisFan Kronecker(KsPattern pattern)
    {
        var (b, c, d) = (pattern.B, pattern.C, pattern.D);
        return new(
            (int)pattern.Rows,
            pattern.A * d,
            row => (row / (b * d) * d) + (row % d),
            group => Enumerable.Range(0, c).Select(l => (group / d * c * d) + (l * d) + (group % d)));
    }

    /// <summary>Divides the places into classes: two are alike when the classes of their sources are, with multiplicity.</summary>
    /// <param name="sourceClasses">The class of each place of the operand.</param>
    /// <param name="terms">For each class: the classes of its sources, each with the number of edges from it. Null when each class feeds itself.</param>
    /// <returns>The class of each place of the result.</returns>
    public int[] Divide(int[] sourceClasses, out FanTerm[][]? terms)
    {
        if (_isSame)
        {
            terms = null;
            return sourceClasses;
        }

        var known = new Dictionary<EquatableArray<FanTerm>, int>();
        var groups = new int[_groups];
        for (var group = 0; group < _groups; group++)
        {
            var sources = _sources(group)
                .GroupBy(source => sourceClasses[source])
                .Select(alike => new FanTerm(alike.Key, alike.Count()))
                .OrderBy(term => term.Class)
                .ToEquatableArray();
            if (!known.TryGetValue(sources, out groups[group]))
            {
                groups[group] = known.Count;
                known.Add(sources, groups[group]);
            }
        }

        terms = new FanTerm[known.Count][];
        foreach (var sources in known)
        {
            terms[sources.Value] = [.. sources.Key];
        }

        return [.. Enumerable.Range(0, _size).Select(place => groups[_groupOf(place)])];
    }

    private static AxisFan Each(int size, Func<int, IEnumerable<int>> sources) => new(size, size, place => place, sources);
}
