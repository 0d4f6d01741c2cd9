using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Writing;

namespace NetSpec.Compiler.Emit.Gpu;

/// <summary>How tiles come from device memory to registers.</summary>
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
        if (IsBatchLast)
        {
            BatchLastAddresses();
        }
        else
        {
            BatchFirstAddresses();
        }

        _writer.Line("");
    }

    private void BatchLastAddresses()
    {
        var (p, tile) = (_shape.Pattern, _shape.Tile);
        _writer.Line("// A thread loads four samples of one feature at a time. Behind the last sample it loads the last again, for sums that nobody stores.");
        _writer.Line($"var x4 = x.Cast<{Four}>();");
        _writer.Line("int width = stride >> 2, first = n0 >> 2;");
        for (var load = 0; load < _shape.OwnLoadsX; load++)
        {
            if (load > 0 && IsLoadXPlaced(load))
                continue;

            var r = CSharp.Literal(load);
            var (l, column) = Split(load, _shape.LoadsX, tile.Batch / 4);
            Declare($"xl{r}", l);
            var feature = p.D == 1 ? $"xl{r}" : $"({IndexMath.Times($"xl{r}", p.D)})";
            _writer.Line(
                $"long xAt{r} = (long){feature} * width + global::System.Math.Min({IndexMath.Sum("first", column)}, width - "
                    + $"1){FromFirst("xAt0", load, IsLoadXPlaced(0))};");
        }

        if (Enumerable.Range(0, _shape.OwnLoadsX).Skip(1).Any(IsLoadXPlaced))
        {
            _writer.Line($"long xLoad = {CSharp.Literal((long)_shape.Threads / (tile.Batch / 4) * p.D)}L * width;");
        }

        if (_shape.Steps > 1)
        {
            _writer.Line($"long xTile = {CSharp.Literal((long)tile.Depth * p.D)}L * width;");
        }

        _writer.Line($"var xFrom = x4.SubView({IndexMath.Sum($"(long)({BlockOfX()}) * width", IsLoadXPlaced(0) ? "xAt0" : "0")});");
    }

    private void BatchFirstAddresses()
    {
        var what = _shape.LoadX == 4 ? "four neighbouring features of a sample" : "a feature of a sample";
        _writer.Line($"// A thread loads {what} at a time. Behind the last sample it loads the last again, for sums that nobody stores.");
        if (_shape.LoadX == 4)
        {
            _writer.Line($"var x4 = x.Cast<{Four}>();");
        }

        for (var load = 0; load < _shape.OwnLoadsX; load++)
        {
            BatchFirstAddress(load, CSharp.Literal(load));
        }

        var samples = $"(long)n0 * {CSharp.Literal(_shape.Pattern.Columns / _shape.LoadX)}";
        _writer.Line($"var xFrom = {(_shape.LoadX == 4 ? "x4" : "x")}.SubView({IndexMath.Sum(samples, InLoads(BlockOfX()))});");
    }

    /// <summary>The first feature of the group's blocks.</summary>
    private string BlockOfX() => IndexMath.Sum(IndexMath.Times("i", (long)_shape.Pattern.C * _shape.Pattern.D), "j0");

    /// <summary>Whether a load of x is so many features after the first for all threads.</summary>
    private bool IsLoadXPlaced(int load) =>
        IsBatchLast && !_shape.IsDepthRagged && Guard(load, _shape.LoadsX).Length == 0 && (load == 0 || _shape.Threads % (_shape.Tile.Batch / 4) == 0);

    /// <summary>Where a load of x is read, from <c>xFrom</c>.</summary>
    private string PlaceOfX(int load) =>
        !IsLoadXPlaced(load) ? $"xAt{CSharp.Literal(load)}" : load == 0 ? "0" : IndexMath.Times("xLoad", load);

    private void BatchFirstAddress(int load, string r)
    {
        var (p, tile) = (_shape.Pattern, _shape.Tile);
        var (sample, position) = Split(load, _shape.LoadsX, SampleLoads);
        Declare($"xn{r}", sample);
        Declare($"xp{r}", position);

        // A load lies within one l, or holds several whole ones.
        var perL = tile.Interleaved / _shape.LoadX;
        var (l, j) = tile.Interleaved >= _shape.LoadX
            ? (IndexMath.Divide($"xp{r}", perL), IndexMath.Times(IndexMath.Modulo($"xp{r}", perL), _shape.LoadX))
            : (IndexMath.Times($"xp{r}", _shape.LoadX / tile.Interleaved), "0");
        Declare($"xl{r}", l);
        Declare($"xj{r}", j);
        var columns = p.Columns / _shape.LoadX;
        var (type, wide) = (long)tile.Batch * columns > int.MaxValue ? ("long", "(long)") : ("int", "");
        var feature = InLoads(IndexMath.Sum(IndexMath.Times($"xl{r}", p.D), $"xj{r}"));
        _writer.Line($"{type} xAt{r} = {wide}global::System.Math.Min(xn{r}, batch - 1 - n0) * {CSharp.Literal(columns)} + {feature};");
        if (!IsStoreXPlaced(load))
            _writer.Line($"int xIn{r} = (xj{r} * {CSharp.Literal(tile.Depth)} + xl{r}) * {CSharp.Literal(_shape.SampleStride)} + xn{r};");
    }

    /// <summary>A number of features, as a number of loads.</summary>
    private string InLoads(string features) => _shape.LoadX == 1 ? $"({features})" : $"(({features}) >> 2)";

    private void AddressesOfWeights()
    {
        var (p, tile) = (_shape.Pattern, _shape.Tile);
        var columns = _shape.PaddedRows / 4;
        _writer.Line("// Weights lie as [block][l][k], filled up with zeros to whole tiles.");
        var blocks = $"(long)({IndexMath.Sum(IndexMath.Times("i", p.D), "j0")}) * {CSharp.Literal((long)_shape.PaddedDepth * columns)}";
        var own = IsLoadKPlaced(0) ? "kAt0" : "0";
        _writer.Line($"var k4 = weights.Cast<{Four}>();");
        for (var load = 0; load < _shape.OwnLoadsK; load++)
        {
            if (load > 0 && IsLoadKPlaced(load))
                continue;

            var r = CSharp.Literal(load);
            var (row, column) = Split(load, _shape.LoadsK, tile.Rows / 4);
            var (block, l) = ("0", row);
            if (tile.Interleaved > 1)
            {
                Declare($"kr{r}", row);
                (block, l) = (IndexMath.Divide($"kr{r}", tile.Depth), IndexMath.Modulo($"kr{r}", tile.Depth));
                block = _shape.AreBlocksRagged ? $"global::System.Math.Min({block}, {CSharp.Literal(p.D - 1)} - j0)" : block;
            }

            var line = IndexMath.Sum(IndexMath.Times(block, _shape.PaddedDepth), l);
            Declare($"kAt{r}", IndexMath.Sum(IndexMath.Times($"({IndexMath.Bare(line)})", columns), column) + FromFirst("kAt0", load, IsLoadKPlaced(0)));
        }

        _writer.Line($"var kFrom = k4.SubView({IndexMath.Sum(blocks, "(k0 >> 2)", own)});");
    }

    /// <summary>What makes the place of a load one from the first load's, where tiles begin there.</summary>
    private static string FromFirst(string first, int load, bool isFirstPlaced) => load > 0 && isFirstPlaced ? $" - {first}" : "";

    /// <summary>Whether a load of weights is so many after the first for all threads, as a constant.</summary>
    private bool IsLoadKPlaced(int load)
    {
        var (tile, columns) = (_shape.Tile, _shape.Tile.Rows / 4);
        var areLines = tile.Interleaved == 1 || _shape.Threads / columns % tile.Depth == 0;
        return !_shape.AreBlocksRagged && Guard(load, _shape.LoadsK).Length == 0 && (load == 0 || (_shape.Threads % columns == 0 && areLines));
    }

    /// <summary>Where a load of weights is read, from <c>kFrom</c>.</summary>
    private string PlaceOfK(int load)
    {
        if (!IsLoadKPlaced(load))
            return $"kAt{CSharp.Literal(load)}";

        var tile = _shape.Tile;
        var lines = load * (_shape.Threads / (tile.Rows / 4));
        return CSharp.Literal(((lines / tile.Depth * _shape.PaddedDepth) + (lines % tile.Depth)) * (_shape.PaddedRows / 4));
    }

    /// <summary>Moves on by a tile, but not beyond the last one.</summary>
    /// <param name="isMore">Whether there is a next tile.</param>
    private void Advance(string isMore)
    {
        var (p, tile) = (_shape.Pattern, _shape.Tile);
        var move = IsBatchLast ? "xTile" : CSharp.Literal((long)tile.Depth * p.D / _shape.LoadX);
        _writer.Line($"xFrom = xFrom.SubView({isMore} ? {move} : 0);");
        _writer.Line($"kFrom = kFrom.SubView({isMore} ? {CSharp.Literal((long)tile.Depth * _shape.PaddedRows / 4)} : 0);");
        if (_shape.IsDepthRagged)
        {
            _writer.Line($"l0 += {isMore} ? {CSharp.Literal(tile.Depth)} : 0;");
        }
    }

    /// <summary>Loads the thread's part of a tile into registers.</summary>
    /// <param name="name">What the registers' names begin with.</param>
    private void Load(string name)
    {
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

            // What lies outside counts as zero.
            var value = inside.Count == 0 ? $"xFrom[{PlaceOfX(load)}]" : $"{string.Join(" && ", inside)} ? xFrom[{PlaceOfX(load)}] : default";
            _writer.Line($"var {name}X{r} = {value};");
        }

        for (var load = 0; load < _shape.OwnLoadsK; load++)
        {
            var r = CSharp.Literal(load);
            _writer.Line($"var {name}K{r} = kFrom[{PlaceOfK(load)}];");
        }
    }

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

}
