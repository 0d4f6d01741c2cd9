using System;
using System.Linq;
using NetSpec.Compiler.Planning.Gpu;

namespace NetSpec.Compiler.Emit.Gpu;

/// <summary>
/// The way of the sums to y, through shared memory: lanes have pairs of sums, in rows far apart, while memory wants long runs. So
/// that there is one rounding only, they stay floats until bias and residual are added.
/// </summary>
internal sealed partial class TensorKernel
{
    /// <summary>Columns that four threads read.</summary>
    private const int Quarter = 32;

    private void Results()
    {
        _writer.Line("// Results go through shared memory, as floats: a lane's sums are pairs in rows far apart, and y is written in runs.");
        ResultAddresses();
        ReadResiduals();
        for (var slice = 0; slice < _results.Slices; slice++)
        {
            _writer.Separate();
            if (_results.Slices > 1)
            {
                _writer.Line($"// Part {N(slice + 1)} of {N(_results.Slices)}.");
            }

            _writer.Line("Group.Barrier();");
            Spread(slice);
            _writer.Line("Group.Barrier();");
            for (var first = 0; first < _results.Rounds; first += _results.RoundsAtOnce)
            {
                Finish(slice, first);
            }
        }
    }

    private void ResultAddresses()
    {
        var (shape, p) = (_shape, _shape.Pattern);
        var (pitch, run) = (TensorShape.FloatBytes * shape.ResultPitch, shape.ResultRun);
        var from = IndexMath.Sum(
            IndexMath.Times(Plane, _results.PlaneResultBytes),
            IndexMath.Times(WarpM, _results.WarpResultRows * pitch),
            $"(lane >> 2) * {N(pitch)}",
            IndexMath.Times(WarpN, shape.WarpN * TensorShape.FloatBytes),
            $"((lane & 3) << 3)");
        Define("resultRow", IndexMath.Divide("thread", shape.ResultThreads));
        Define("resultColumn", IndexMath.Times(IndexMath.Modulo("thread", shape.ResultThreads), shape.ResultColumns));
        var read = $"resultRow * {N(pitch)} + resultColumn * {N(TensorShape.FloatBytes)}";
        if (_results.AreHalvesSwapped)
        {
            _writer.Line("// Threads that read 32 bytes at once would meet in a bank: every other group of four swaps its halves.");
            from = Swapped(from, shape.N <= Quarter ? "((lane >> 2) & 1)" : shape.WarpN < Quarter ? IndexMath.Modulo(
                IndexMath.Divide("warpN", Quarter / shape.WarpN),
                2) : shape.WarpN == Quarter ? "(warpN & 1)" : "0");
            read = Swapped(read, shape.N <= Quarter ? "(resultRow & 1)" : "((resultColumn >> 5) & 1)");
        }

        _writer.Line($"int spreadTo = {from};");
        _writer.Line($"int resultFrom = {read};");

        // Rows of results are those of one warp after those of another.
        var row = shape.WarpsM == 1 || _results.WarpResultRows == shape.WarpM
            ? "resultRow"
            : IndexMath.Sum(
                IndexMath.Times(IndexMath.Divide("resultRow", _results.WarpResultRows), shape.WarpM), IndexMath.Modulo("resultRow", _results.WarpResultRows));
        _writer.Line($"int m0 = {IndexMath.Bare(row)};");
        if (shape.IsBatchLast)
        {
            var feature = IndexMath.Sum(
                IndexMath.Times(I, (long)p.B * p.D), J0, K0 == "0" ? IndexMath.Times("m0", p.D) : p.D == 1 ? "k0 + m0" : $"(k0 + m0) * {N(p.D)}");
            _writer.Line($"int resultFeature = {feature};");
            _writer.Line($"long resultBytes = {N(TensorShape.HalfBytes)}L * stride;");
            _writer.Line($"long resultTo = resultFeature * resultBytes + {N(TensorShape.HalfBytes)}L * n0 + {N(TensorShape.HalfBytes)} * resultColumn;");
            if (_results.AreRowsGuarded)
            {
                _writer.Line($"int rowsLeft = {N(p.B)} - {IndexMath.Sum(K0, "m0").Replace(" + ", " - ")};");
            }

            _writer.Line("int columnsLeft = batch - n0 - resultColumn;");
        }
        else
        {
            var column = K0 == "0" ? IndexMath.Times("resultColumn", p.D) : p.D == 1 ? "k0 + resultColumn" : $"(k0 + resultColumn) * {N(p.D)}";
            _writer.Line($"int resultFeature = {IndexMath.Sum(IndexMath.Times(I, (long)p.B * p.D), J0, column)};");
            _writer.Line($"long resultTo = {N(TensorShape.HalfBytes)} * (((long)n0 + m0) * {N(Outputs)} + resultFeature);");
            _writer.Line("int rowsLeft = batch - n0 - m0;");
            if (_results.AreColumnsGuarded)
            {
                ColumnsLeft();
            }
        }

        _writer.Line("bool hasResidual = residual != 0;");
        _writer.Line("residual += resultTo;");
        _writer.Line("y += resultTo;");
        var ptx = new TensorStatements();
        ptx.Add($".reg .b32 kspread<2>, kfrom<2>, kfloor<1>, kr<{N(_results.Slices * _results.Rounds * run / 2)}>, ky<{N(run / 2)}>")
            .Add($".reg .b16 kw<{N(run)}>")
            .Add($".reg .f32 kv<{N(_results.RoundsAtOnce * run)}>, ku<2>" + (_results.AreColumnsGuarded ? $"; .reg .pred kq<{N(_results.Pieces)}>" : ""))
            .Add($"add.u32 kspread0, kbase0, {ptx.Operand("spreadTo")}")
            .Add($"add.u32 kfrom0, kbase0, {ptx.Operand("resultFrom")}")
            .Add("xor.b32 kspread1, kspread0, 16; xor.b32 kfrom1, kfrom0, 16")
            .Add($"cvt.rn.f16x2.f32 kfloor0, {ptx.Operand("floor")}, {ptx.Operand("floor")}");
        for (var piece = 0; piece < _results.Pieces && _results.AreColumnsGuarded; piece++)
        {
            ptx.Add($"setp.gt.s32 kq{N(piece)}, {ptx.Operand("columnsLeft")}, {N(piece * shape.ResultWidth)}");
        }

        ptx.Write(_writer);
    }

    /// <summary>How many of a thread's results that lie side by side are there.</summary>
    private void ColumnsLeft()
    {
        var (shape, p) = (_shape, _shape.Pattern);
        var rows = $"{N(p.B)} - {IndexMath.Sum(K0, "resultColumn").Replace(" + ", " - ")}";
        if (shape.Planes == 1 || shape.AreRunsJoined)
        {
            _writer.Line($"int columnsLeft = {(p.D == 1 ? rows : $"({rows}) * {N(p.D)}")};");
            return;
        }

        var blocks = J0 == "0" ? N(p.D) : $"{N(p.D)} - j0";
        _writer.Line($"int columnsLeft = {(shape.AreRowsRagged ? $"{rows} > 0 ? {blocks} : 0" : blocks)};");
    }

    /// <summary>Stores a part of the sums where all threads find them.</summary>
    private void Spread(int slice)
    {
        var (shape, ptx) = (_shape, new TensorStatements());
        for (var group = 0; group < shape.ResultGroups; group++)
        {
            var all = (slice * shape.ResultGroups) + group;
            for (var n = 0; n < shape.FragmentsN; n++)
            {
                var place = TensorShape.FloatBytes * ((group * TensorShape.Chunk * shape.ResultPitch) + (n * TensorShape.Chunk));
                var isSwapped = _results.AreHalvesSwapped && shape.WarpN > Quarter && n * TensorShape.Chunk / Quarter % 2 == 1;
                ptx.Add(
                    $"st.shared.v2.f32 {TensorStatements.At(isSwapped ? "kspread1" : "kspread0", place)}, "
                        + $"{TensorStatements.Registers("ksum", Sum(all / 2, n) + (2 * (all % 2)), 2)}");
            }
        }

        ptx.Write(_writer);
    }

    /// <summary>Reads all that is added to the results, before their sums go around: with stores between, each load would be waited for.</summary>
    private void ReadResiduals()
    {
        _writer.Line("// What is added is on its way while the sums go around.");
        using (_writer.Open("if (hasResidual)"))
        {
            for (var run = 0; run < _results.Slices * _results.Rounds; run += _results.RoundsAtOnce)
            {
                var ptx = new TensorStatements();
                for (var one = run; one < run + _results.RoundsAtOnce; one++)
                {
                    ReadResidual(ptx, one / _results.Rounds, one % _results.Rounds);
                }

                ptx.Write(_writer);
            }
        }
    }

    private void ReadResidual(TensorStatements ptx, int slice, int round)
    {
        var (width, first) = (_shape.ResultWidth, ((slice * _results.Rounds) + round) * _shape.ResultRun / 2);
        if (!_results.AreResultsSingle)
        {
            ptx.Add(string.Join("; ", Enumerable.Range(first, _shape.ResultRun / 2).Select(register => $"mov.b32 kr{N(register)}, 0")));
        }

        var guard = Guard(ptx, Row(slice, round));
        for (var piece = 0; piece < _results.Pieces; piece++)
        {
            var (there, at) = (Guard(ptx, guard, piece), At(ptx, "residual", slice, round, piece));
            if (!_results.AreResultsSingle)
            {
                ptx.Add($"@{there} ld.global.{Vector(width)} {Pairs("kr", first + (piece * width / 2), width / 2)}, {at}");
                continue;
            }

            ptx.Add($"mov.b16 kw{N(piece)}, 0; @{there} ld.global.b16 kw{N(piece)}, {at}");
            if (piece % 2 == 1)
            {
                ptx.Add($"mov.b32 kr{N(first + (piece / 2))}, {TensorStatements.Registers("kw", piece - 1, 2)}");
            }
        }
    }

    /// <summary>Makes runs of results: residual, rounding, floor.</summary>
    private void Finish(int slice, int first)
    {
        var shape = _shape;
        var rounds = Enumerable.Range(first, Math.Min(_results.Rounds - first, _results.RoundsAtOnce)).ToArray();
        var ptx = new TensorStatements();
        foreach (var round in rounds)
        {
            for (var plane = 0; plane < shape.Planes; plane++)
            {
                Gather(ptx, (round - first) * shape.ResultRun + plane, (plane * _results.PlaneResultBytes) + (
                    round * _results.RowsAtOnce * shape.ResultPitch * TensorShape.FloatBytes));
            }
        }

        ptx.Write(_writer);
        using (_writer.Open("if (hasResidual)"))
        {
            ptx = new TensorStatements();
            for (var value = 0; value < rounds.Length * shape.ResultRun; value += 2)
            {
                ptx.Add(
                    $"mov.b32 {{kw0, kw1}}, kr{N(((((slice * _results.Rounds) + first) * shape.ResultRun) + value) / 2)}; cvt.f32.f16 ku0, kw0; cvt.f32.f16 "
                        + $"ku1, kw1; add.f32 kv{N(value)}, kv{N(value)}, ku0; add.f32 kv{N(value + 1)}, kv{N(value + 1)}, ku1");
            }

            ptx.Write(_writer);
        }

        _writer.Line("");
        ptx = new TensorStatements();
        foreach (var round in rounds)
        {
            for (var value = 0; value < shape.ResultRun; value += 2)
            {
                var from = ((round - first) * shape.ResultRun) + value;
                ptx.Add($"cvt.rn.f16x2.f32 ky{N(value / 2)}, kv{N(from + 1)}, kv{N(from)}; max.NaN.f16x2 ky{N(value / 2)}, ky{N(value / 2)}, kfloor0");
            }

            var guard = Guard(ptx, Row(slice, round));
            for (var piece = 0; piece < _results.Pieces; piece++)
            {
                Store(ptx, slice, round, piece, Guard(ptx, guard, piece));
            }
        }

        ptx.Write(_writer);
    }

    private void Store(TensorStatements ptx, int slice, int round, int piece, string guard)
    {
        var width = _shape.ResultWidth;
        if (_results.AreResultsSingle && piece % 2 == 0)
        {
            ptx.Add($"mov.b32 {TensorStatements.Registers("kw", piece, 2)}, ky{N(piece / 2)}");
        }

        var values = _results.AreResultsSingle ? "kw" + N(piece) : Pairs("ky", piece * width / 2, width / 2);
        ptx.Add($"@{guard} st.global.{Vector(width)} {At(ptx, "y", slice, round, piece)}, {values}");
    }

    /// <summary>The row of a round, from the thread's first.</summary>
    private int Row(int slice, int round)
    {
        var own = round * _results.RowsAtOnce;
        return ((own / _results.WarpResultRows) * _shape.WarpM) + (own % _results.WarpResultRows) + (slice * _results.WarpResultRows);
    }

    /// <summary>Where a piece of results is in y or in the residual.</summary>
    private string At(TensorStatements ptx, string address, int slice, int round, int piece)
    {
        // Where rows are features, the step between them is known at run time only.
        var (row, bytes) = (Row(slice, round), piece * _shape.ResultWidth * TensorShape.HalfBytes);
        return _shape.IsBatchLast
            ? TensorStatements.At(ptx.Operand(Step(address, row)), bytes)
            : TensorStatements.At(ptx.Operand(address), bytes + (row * Outputs * TensorShape.HalfBytes));
    }

    /// <summary>The predicate under which a row is there, or the thread's columns where no row is missing.</summary>
    private string Guard(TensorStatements ptx, int row)
    {
        if (!_results.AreRowsGuarded)
            return "kq0";

        ptx.Add($"setp.gt.s32 kp0, {ptx.Operand("rowsLeft")}, {N(row)}");
        if (_shape.IsBatchLast)
        {
            ptx.Add("and.pred kp0, kp0, kq0");
        }

        return "kp0";
    }

    /// <summary>The predicate under which a piece of such a row is there.</summary>
    private string Guard(TensorStatements ptx, string row, int piece)
    {
        if (!_results.AreColumnsGuarded || _shape.IsBatchLast)
            return row;

        ptx.Add($"and.pred kp1, {row}, kq{N(piece)}");
        return "kp1";
    }

    /// <summary>Reads the thread's sums of a block.</summary>
    private void Gather(TensorStatements ptx, int first, int place)
    {
        var (shape, width) = (_shape, System.Math.Min(4, _shape.ResultColumns));
        for (var column = 0; column < shape.ResultColumns; column += width)
        {
            var registers = string.Join(", ", Enumerable.Range(column, width).Select(c => "kv" + N(first + (c * shape.Planes))));
            var at = _results.AreHalvesSwapped ? TensorStatements.At(column == 0 ? "kfrom0" : "kfrom1", place) : TensorStatements.At(
                "kfrom0", place + (column * TensorShape.FloatBytes));
            ptx.Add(width == 1 ? $"ld.shared.f32 {registers}, {at}" : $"ld.shared.v{N(width)}.f32 {{{registers}}}, {at}");
        }
    }

    /// <summary>An offset whose 16-byte neighbour it is where the bit is set.</summary>
    private static string Swapped(string offset, string bit) => bit == "0" ? offset : $"({offset}) ^ ({bit} << 4)";

    private string Step(string address, int row) => row == 0 ? address : $"{address} + {N((long)row * _shape.Pattern.D)} * resultBytes";

    /// <summary>Registers of pairs of halfs, as an instruction reads or writes them.</summary>
    private static string Pairs(string name, int first, int count) => count == 1 ? name + N(first) : TensorStatements.Registers(name, first, count);

    private static string Floats(string name, int first, int count) =>
        count == 1 ? $"f32 {name}{N(first)}" : $"v{N(count)}.f32 {TensorStatements.Registers(name, first, count)}";
}
