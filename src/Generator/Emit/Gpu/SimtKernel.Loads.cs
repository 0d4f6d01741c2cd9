using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Generator.Emit.Gpu;

/// <summary>How tiles come from device memory, by way of registers, to shared memory.</summary>
internal sealed partial class SimtKernel
{
    /// <summary>Where each load of a thread reads, where it writes, and under what condition.</summary>
    private void LoadAddresses()
    {
        AddressesOfX();
        AddressesOfWeights();
        if (_shape.IsDepthRagged)
        {
            _writer.Line("int l0 = 0;");
        }

        _writer.Line("");
    }

    private void AddressesOfX()
    {
        var (p, tile) = (_shape.Pattern, _shape.Tile);
        var type = _shape.LoadX == 4 ? Four : Element;
        if (IsBatchLast)
        {
            _writer.Line("// A thread loads four samples of one feature at a time. Behind the last sample it loads the last again, for sums that nobody stores.");
            _writer.Line($"var x4 = x.Cast<{Four}>();");
            _writer.Line("int width = stride >> 2, first = n0 >> 2;");
        }
        else
        {
            var what = _shape.LoadX == 4 ? "four neighbouring features of a sample" : "a feature of a sample";
            _writer.Line($"// A thread loads {what} at a time. Behind the last sample it loads the last again, for sums that nobody stores.");
            if (_shape.LoadX == 4)
            {
                _writer.Line($"var x4 = x.Cast<{Four}>();");
            }
        }

        for (var load = 0; load < _shape.OwnLoadsX; load++)
        {
            var r = CSharp.Literal(load);
            if (IsBatchLast)
            {
                var (l, column) = Split(load, _shape.LoadsX, tile.Batch / 4);
                Declare($"xl{r}", l);
                var feature = IndexMath.Sum(IndexMath.Times("i", (long)p.C * p.D), IndexMath.Times($"xl{r}", p.D), "j0");
                _writer.Line($"long xAt{r} = (long)({feature}) * width + global::System.Math.Min({IndexMath.Sum("first", column)}, width - 1);");
            }
            else
            {
                BatchFirstAddress(load, r);
            }

            _writer.Line($"{type} xNew{r} = default;");
        }

        _writer.Line("");
    }

    private void BatchFirstAddress(int load, string r)
    {
        var (p, tile) = (_shape.Pattern, _shape.Tile);
        var (sample, position) = Split(load, _shape.LoadsX, tile.Depth * tile.Interleaved / _shape.LoadX);
        Declare($"xn{r}", sample);
        Declare($"xp{r}", position);

        // A load lies within one l, or holds several whole ones.
        var perL = tile.Interleaved / _shape.LoadX;
        var (l, j) = tile.Interleaved >= _shape.LoadX
            ? (IndexMath.Divide($"xp{r}", perL), IndexMath.Times(IndexMath.Modulo($"xp{r}", perL), _shape.LoadX))
            : (IndexMath.Times($"xp{r}", _shape.LoadX / tile.Interleaved), "0");
        Declare($"xl{r}", l);
        Declare($"xj{r}", j);
        var feature = IndexMath.Sum(IndexMath.Times("i", (long)p.C * p.D), IndexMath.Times($"xl{r}", p.D), "j0", $"xj{r}");
        var (columns, at) = _shape.LoadX == 4 ? (p.Columns / 4, $"(({feature}) >> 2)") : (p.Columns, feature);
        _writer.Line($"long xAt{r} = (long)global::System.Math.Min(n0 + xn{r}, batch - 1) * {CSharp.Literal(columns)} + {at};");
        _writer.Line($"int xIn{r} = (xj{r} * {CSharp.Literal(tile.Depth)} + xl{r}) * {CSharp.Literal(_shape.SampleStride)} + xn{r};");
    }

    private void AddressesOfWeights()
    {
        var (p, tile) = (_shape.Pattern, _shape.Tile);
        var columns = _shape.PaddedRows / 4;
        _writer.Line("// Weights lie as [block][l][k], filled up with zeros to whole tiles.");
        _writer.Line($"var k4 = weights.Cast<{Four}>();");
        for (var load = 0; load < _shape.OwnLoadsK; load++)
        {
            var r = CSharp.Literal(load);
            var (row, column) = Split(load, _shape.LoadsK, tile.Rows / 4);
            var (block, l) = ("j0", row);
            if (tile.Interleaved > 1)
            {
                Declare($"kr{r}", row);
                (block, l) = ($"j0 + {IndexMath.Divide($"kr{r}", tile.Depth)}", IndexMath.Modulo($"kr{r}", tile.Depth));
                block = _shape.AreBlocksRagged ? $"global::System.Math.Min({block}, {CSharp.Literal(p.D - 1)})" : block;
            }

            var lines = $"((long)({IndexMath.Sum(IndexMath.Times("i", p.D), block)}) * {CSharp.Literal(_shape.PaddedDepth)} + {l})";
            _writer.Line($"long kAt{r} = {lines} * {CSharp.Literal(columns)} + {IndexMath.Sum("(k0 >> 2)", column)};");
            _writer.Line($"{Four} kNew{r} = default;");
        }
    }

    /// <summary>Moves all addresses on by a tile.</summary>
    private void Advance()
    {
        var (p, tile) = (_shape.Pattern, _shape.Tile);
        var x = (long)tile.Depth * p.D;
        var move = IsBatchLast ? $"(long){CSharp.Literal(x)} * width" : CSharp.Literal(x / _shape.LoadX);
        foreach (var r in Numbers(_shape.OwnLoadsX))
        {
            _writer.Line($"xAt{r} += {move};");
        }

        foreach (var r in Numbers(_shape.OwnLoadsK))
        {
            _writer.Line($"kAt{r} += {CSharp.Literal((long)tile.Depth * _shape.PaddedRows / 4)};");
        }

        if (_shape.IsDepthRagged)
        {
            _writer.Line($"l0 += {CSharp.Literal(tile.Depth)};");
        }
    }

    /// <summary>Loads the thread's part of a tile into registers.</summary>
    private void Load()
    {
        var source = _shape.LoadX == 4 ? "x4" : "x";
        for (var load = 0; load < _shape.OwnLoadsX; load++)
        {
            var r = CSharp.Literal(load);
            var inside = new List<string>();
            if (_shape.IsDepthRagged)
            {
                inside.Add($"l0 + xl{r} < {CSharp.Literal(_shape.Pattern.C)}");
            }

            if (_shape.AreBlocksRagged)
            {
                inside.Add($"j0 + xj{r} < {CSharp.Literal(_shape.Pattern.D)}");
            }

            // What lies outside counts as zero, and must be set to it: what was loaded before is not.
            var value = inside.Count == 0 ? $"{source}[xAt{r}]" : $"{string.Join(" && ", inside)} ? {source}[xAt{r}] : default";
            _writer.Line($"xNew{r} = {value};");
        }

        for (var load = 0; load < _shape.OwnLoadsK; load++)
        {
            var r = CSharp.Literal(load);
            _writer.Line($"kNew{r} = k4[kAt{r}];");
        }
    }

    /// <summary>Stores what was loaded to a stage of shared memory.</summary>
    private void StoreTiles(string stage)
    {
        for (var load = 0; load < _shape.OwnLoadsX; load++)
        {
            var (r, guard) = (CSharp.Literal(load), Guard(load, _shape.LoadsX));
            if (IsBatchLast)
            {
                var at = IndexMath.Sum(IndexMath.Times(stage, _shape.StageX / 4), Own(load));
                _writer.Line($"{guard}xs4[{at}] = {Floats($"xNew{r}")};");
                continue;
            }

            if (guard.Length > 0)
            {
                _writer.Line(guard.TrimEnd());
                using (_writer.Braces())
                    TransposedStore(r, stage);
            }
            else
            {
                TransposedStore(r, stage);
            }
        }

        for (var load = 0; load < _shape.OwnLoadsK; load++)
        {
            var at = IndexMath.Sum(IndexMath.Times(stage, _shape.StageK / 4), Own(load));
            _writer.Line($"{Guard(load, _shape.LoadsK)}ks4[{at}] = {Floats($"kNew{CSharp.Literal(load)}")};");
        }
    }

    private void TransposedStore(string r, string stage)
    {
        var (tile, line) = (_shape.Tile, _shape.SampleStride);
        var at = IndexMath.Sum(IndexMath.Times(stage, _shape.StageX), $"xIn{r}");
        if (_shape.LoadX == 1)
        {
            _writer.Line($"xs[{at}] = xNew{r};");
            return;
        }

        for (var z = 0; z < 4; z++)
        {
            var (j, l) = tile.Interleaved >= 4 ? (z, 0) : (z % tile.Interleaved, z / tile.Interleaved);
            _writer.Line($"xs[{IndexMath.Sum(at, CSharp.Literal(((j * tile.Depth) + l) * line))}] = xNew{r}.{"XYZW"[z]};");
        }
    }

    private string Floats(string four) => IsHalf ? $"new Float4({four}.X, {four}.Y, {four}.Z, {four}.W)" : four;

    private void Declare(string name, string value) => _writer.Line($"int {name} = {IndexMath.Bare(value)};");

    private string Own(int load) => load == 0 ? "t" : $"t + {CSharp.Literal(load * _shape.Threads)}";

    /// <summary>The condition under which a thread stores what it loaded, empty when all threads do.</summary>
    private string Guard(int load, int loads) =>
        (load + 1) * _shape.Threads <= loads ? "" : $"if (t < {CSharp.Literal(loads - (load * _shape.Threads))}) ";

    /// <summary>
    /// The line and the column of a load in a table so many columns wide, that threads go through one after another. Threads
    /// beyond the last load do that one again: a branch around it would cost more, and registers on both its ways.
    /// </summary>
    private (string Line, string Column) Split(int load, int loads, int columns)
    {
        var (threads, skipped) = (_shape.Threads, load * _shape.Threads);
        var isWhole = Guard(load, loads).Length == 0;
        if (isWhole && threads % columns == 0)
            return (IndexMath.Sum(IndexMath.Divide("t", columns), CSharp.Literal(skipped / columns)), IndexMath.Modulo("t", columns));
        if (isWhole && columns % threads == 0)
            return (CSharp.Literal(skipped / columns), IndexMath.Sum("t", CSharp.Literal(skipped % columns)));

        var own = !isWhole ? $"global::System.Math.Min({Own(load)}, {CSharp.Literal(loads - 1)})" : load == 0 ? "t" : $"({Own(load)})";
        return (IndexMath.Divide(own, columns), IndexMath.Modulo(own, columns));
    }

    private static IEnumerable<string> Numbers(int count) => Enumerable.Range(0, count).Select(number => CSharp.Literal(number));
}
