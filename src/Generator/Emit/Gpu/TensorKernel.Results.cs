using System.Linq;
using NetSpec.Generator.Planning.Gpu;

namespace NetSpec.Generator.Emit.Gpu;

/// <summary>
/// The way of the sums to y, through shared memory: lanes have pairs of sums, in rows far apart, while memory wants long runs. So
/// that there is one rounding only, they stay floats until bias and residual are added.
/// </summary>
internal sealed partial class TensorKernel
{
    /// <summary>Columns that four threads read.</summary>
    private const int Quarter = 32;

    private bool AreResultsSingle => _shape.ResultWidth == 1;

    private int Pieces => _shape.ResultRun / _shape.ResultWidth;

    /// <summary>Whether some of a thread's columns are not there. Samples never are a whole number of tiles for sure.</summary>
    private bool AreColumnsGuarded => _shape.IsBatchLast || _shape.AreRowsRagged || _shape.AreBlocksRagged;

    private bool AreRowsGuarded => !_shape.IsBatchLast || _shape.AreRowsRagged;

    /// <summary>Rows of a warp that are in shared memory at once.</summary>
    private int WarpResultRows => TensorShape.Chunk * _shape.ResultGroups;

    private int PlaneResultBytes => TensorShape.FloatBytes * _shape.ResultRows * _shape.ResultPitch;

    /// <summary>Whether a thread reads eight columns, four after four.</summary>
    private bool AreHalvesSwapped => _shape.ResultColumns == TensorShape.Chunk;

    private void Results()
    {
        _writer.Line("// Results go through shared memory, as floats: a lane's sums are pairs in rows far apart, and y is written in runs.");
        ResultAddresses();
        var slices = 2 * _shape.FragmentsM / _shape.ResultGroups;
        for (var slice = 0; slice < slices; slice++)
        {
            _writer.Line("");
            if (slices > 1)
            {
                _writer.Line($"// Part {N(slice + 1)} of {N(slices)}.");
            }

            _writer.Line("Group.Barrier();");
            Spread(slice);
            _writer.Line("Group.Barrier();");
            for (var pass = 0; pass < _shape.ResultRows * _shape.ResultThreads / _shape.Threads; pass++)
            {
                Finish(slice, pass);
            }
        }
    }

    private void ResultAddresses()
    {
        var (shape, p) = (_shape, _shape.Pattern);
        var (pitch, run) = (TensorShape.FloatBytes * shape.ResultPitch, shape.ResultRun);
        var from = IndexMath.Sum(
            IndexMath.Times(Plane, PlaneResultBytes),
            IndexMath.Times(WarpM, WarpResultRows * pitch),
            $"(lane >> 2) * {N(pitch)}",
            IndexMath.Times(WarpN, shape.WarpN * TensorShape.FloatBytes),
            $"((lane & 3) << 3)");
        Define("resultRow", IndexMath.Divide("thread", shape.ResultThreads));
        Define("resultColumn", IndexMath.Times(IndexMath.Modulo("thread", shape.ResultThreads), shape.ResultColumns));
        var read = $"resultRow * {N(pitch)} + resultColumn * {N(TensorShape.FloatBytes)}";
        if (AreHalvesSwapped)
        {
            _writer.Line("// Threads that read 32 bytes at once would meet in a bank: every other group of four swaps its halves.");
            from = Swapped(from, shape.N <= Quarter ? "((lane >> 2) & 1)" : shape.WarpN < Quarter ? IndexMath.Modulo(IndexMath.Divide("warpN", Quarter / shape.WarpN), 2) : shape.WarpN == Quarter ? "(warpN & 1)" : "0");
            read = Swapped(read, shape.N <= Quarter ? "(resultRow & 1)" : "((resultColumn >> 5) & 1)");
        }

        _writer.Line($"int spreadTo = {from};");
        _writer.Line($"int resultFrom = {read};");

        // Rows of results are those of one warp after those of another.
        var row = shape.WarpsM == 1 || WarpResultRows == shape.WarpM
            ? "resultRow"
            : IndexMath.Sum(IndexMath.Times(IndexMath.Divide("resultRow", WarpResultRows), shape.WarpM), IndexMath.Modulo("resultRow", WarpResultRows));
        _writer.Line($"int m0 = {IndexMath.Bare(row)};");
        if (shape.IsBatchLast)
        {
            var feature = IndexMath.Sum(IndexMath.Times(I, (long)p.B * p.D), J0, K0 == "0" ? IndexMath.Times("m0", p.D) : p.D == 1 ? "k0 + m0" : $"(k0 + m0) * {N(p.D)}");
            _writer.Line($"int resultFeature = {feature};");
            _writer.Line($"long resultBytes = {N(TensorShape.HalfBytes)}L * stride;");
            _writer.Line($"long resultTo = resultFeature * resultBytes + {N(TensorShape.HalfBytes)}L * n0 + {N(TensorShape.HalfBytes)} * resultColumn;");
            _writer.Line($"long biasFrom = bias + {N(TensorShape.FloatBytes)}L * resultFeature;");
            if (AreRowsGuarded)
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
            _writer.Line($"long biasFrom = bias + {N(TensorShape.FloatBytes)}L * resultFeature;");
            _writer.Line("int rowsLeft = batch - n0 - m0;");
            if (AreColumnsGuarded)
            {
                ColumnsLeft();
            }
        }

        _writer.Line("long residualFrom = residual + resultTo;");
        _writer.Line("resultTo += y;");
        var ptx = new TensorStatements();
        ptx.Add($".reg .b32 kspread<2>, kfrom<2>, kr<{N(System.Math.Max(1, run / 2))}>")
            .Add($".reg .b16 kw<{N(run)}>")
            .Add($".reg .f32 kv<{N(run)}>, ku<{N(run)}>, kbias<{N(shape.IsBatchLast ? 1 : run)}>")
            .Add(".reg .pred kres<1>" + (AreColumnsGuarded ? $", kq<{N(Pieces)}>" : ""))
            .Add($"add.u32 kspread0, kbase0, {ptx.Operand("spreadTo")}")
            .Add($"add.u32 kfrom0, kbase0, {ptx.Operand("resultFrom")}")
            .Add("xor.b32 kspread1, kspread0, 16; xor.b32 kfrom1, kfrom0, 16")
            .Add($"setp.ne.s64 kres0, {ptx.Operand("residual")}, 0");
        for (var piece = 0; piece < Pieces && AreColumnsGuarded; piece++)
        {
            ptx.Add($"setp.gt.s32 kq{N(piece)}, {ptx.Operand("columnsLeft")}, {N(piece * shape.ResultWidth)}");
        }

        if (!shape.IsBatchLast)
        {
            Bias(ptx);
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

    /// <summary>Reads the bias of a thread's columns, the same for all samples.</summary>
    private void Bias(TensorStatements ptx)
    {
        var from = ptx.Operand("biasFrom");
        var width = System.Math.Min(4, _shape.ResultWidth);
        for (var e = 0; e < _shape.ResultRun; e += width)
        {
            if (AreColumnsGuarded)
            {
                for (var part = e; part < e + width; part++)
                {
                    ptx.Add($"mov.f32 kbias{N(part)}, 0f00000000");
                }
            }

            var guard = AreColumnsGuarded ? $"@kq{N(e / _shape.ResultWidth)} " : "";
            ptx.Add($"{guard}ld.global.{Floats("kbias", e, width)}, {TensorStatements.At(from, e * TensorShape.FloatBytes)}");
        }
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
                var isSwapped = AreHalvesSwapped && shape.WarpN > Quarter && n * TensorShape.Chunk / Quarter % 2 == 1;
                ptx.Add($"st.shared.v2.f32 {TensorStatements.At(isSwapped ? "kspread1" : "kspread0", place)}, {TensorStatements.Registers("ksum", Sum(all / 2, n) + (2 * (all % 2)), 2)}");
            }
        }

        ptx.Write(_writer);
    }

    /// <summary>Makes a run of results: bias, residual, floor, rounding.</summary>
    private void Finish(int slice, int pass)
    {
        var (shape, ptx) = (_shape, new TensorStatements());
        var own = pass * (shape.Threads / shape.ResultThreads);
        var row = ((own / WarpResultRows) * shape.WarpM) + (own % WarpResultRows) + (slice * WarpResultRows);
        var guard = Guard(ptx, row);
        for (var plane = 0; plane < shape.Planes; plane++)
        {
            var place = (plane * PlaneResultBytes) + (own * shape.ResultPitch * TensorShape.FloatBytes);
            Gather(ptx, plane, place);
        }

        if (shape.IsBatchLast)
        {
            ptx.Add("mov.f32 kbias0, 0f00000000");
            ptx.Add($"@{guard} ld.global.f32 kbias0, {TensorStatements.At(ptx.Operand("biasFrom"), (long)row * shape.Pattern.D * TensorShape.FloatBytes)}");
        }

        // Where rows are features, the step between them is known at run time only.
        var (to, residual, bytes) = shape.IsBatchLast
            ? (ptx.Operand(Step("resultTo", row)), ptx.Operand(Step("residualFrom", row)), 0L)
            : (ptx.Operand("resultTo"), ptx.Operand("residualFrom"), row * Outputs * TensorShape.HalfBytes);
        for (var piece = 0; piece < Pieces; piece++)
        {
            FinishPiece(ptx, piece, guard, TensorStatements.At(residual, bytes + PieceBytes(piece)), TensorStatements.At(to, bytes + PieceBytes(piece)));
        }

        ptx.Write(_writer);
    }

    /// <summary>The predicate under which a row is there, or the thread's columns where no row is missing.</summary>
    private string Guard(TensorStatements ptx, int row)
    {
        if (!AreRowsGuarded)
            return "kq0";

        ptx.Add($"setp.gt.s32 kp0, {ptx.Operand("rowsLeft")}, {N(row)}");
        if (_shape.IsBatchLast)
        {
            ptx.Add("and.pred kp0, kp0, kq0");
        }

        return "kp0";
    }

    /// <summary>Reads the thread's sums of a block.</summary>
    private void Gather(TensorStatements ptx, int plane, int place)
    {
        var (shape, width) = (_shape, System.Math.Min(4, _shape.ResultColumns));
        for (var column = 0; column < shape.ResultColumns; column += width)
        {
            var registers = string.Join(", ", Enumerable.Range(column, width).Select(c => "kv" + N((c * shape.Planes) + plane)));
            var at = AreHalvesSwapped ? TensorStatements.At(column == 0 ? "kfrom0" : "kfrom1", place) : TensorStatements.At("kfrom0", place + (column * TensorShape.FloatBytes));
            ptx.Add(width == 1 ? $"ld.shared.f32 {registers}, {at}" : $"ld.shared.v{N(width)}.f32 {{{registers}}}, {at}");
        }
    }

    private void FinishPiece(TensorStatements ptx, int piece, string guard, string residual, string to)
    {
        var (shape, width) = (_shape, _shape.ResultWidth);
        var (first, end) = (piece * width, (piece + 1) * width);
        if (AreColumnsGuarded && !shape.IsBatchLast)
        {
            ptx.Add($"and.pred kp1, {guard}, kq{N(piece)}");
            guard = "kp1";
        }

        ptx.Add($"and.pred kp2, {guard}, kres0");
        ptx.Add(string.Join("; ", AreResultsSingle ? [$"mov.b16 kw{N(first)}, 0"] : Enumerable.Range(first / 2, width / 2).Select(r => $"mov.b32 kr{N(r)}, 0")));

        ptx.Add($"@kp2 ld.global.{Vector(width)} {Halfs(first)}, {residual}");
        for (var e = first; e < end; e++)
        {
            if (!AreResultsSingle && e % 2 == 0)
            {
                ptx.Add($"mov.b32 {TensorStatements.Registers("kw", e, 2)}, kr{N(e / 2)}");
            }

            var (value, bias, half) = ("kv" + N(e), "kbias" + N(shape.IsBatchLast ? 0 : e), "ku" + N(e));
            ptx.Add($"add.f32 {value}, {value}, {bias}; cvt.f32.f16 {half}, kw{N(e)}; add.f32 {value}, {value}, {half}; max.NaN.f32 {value}, {value}, {ptx.Operand("floor")}");
            if (AreResultsSingle)
            {
                ptx.Add($"cvt.rn.f16.f32 kw{N(e)}, kv{N(e)}");
            }
            else if (e % 2 == 1)
            {
                ptx.Add($"cvt.rn.f16x2.f32 kr{N(e / 2)}, kv{N(e)}, kv{N(e - 1)}");
            }
        }

        ptx.Add($"@{guard} st.global.{Vector(width)} {to}, {Halfs(first)}");
    }

    /// <summary>The registers of a piece in memory.</summary>
    private string Halfs(int first) => _shape.ResultWidth switch
    {
        1 => "kw" + N(first),
        2 => "kr" + N(first / 2),
        var width => TensorStatements.Registers("kr", first / 2, width / 2),
    };

    /// <summary>An offset whose 16-byte neighbour it is where the bit is set.</summary>
    private static string Swapped(string offset, string bit) => bit == "0" ? offset : $"({offset}) ^ ({bit} << 4)";

    private string Step(string address, int row) => row == 0 ? address : $"{address} + {N((long)row * _shape.Pattern.D)} * resultBytes";

    private int PieceBytes(int piece) => piece * _shape.ResultWidth * TensorShape.HalfBytes;

    private static string Floats(string name, int first, int count) => count == 1 ? $"f32 {name}{N(first)}" : $"v{N(count)}.f32 {TensorStatements.Registers(name, first, count)}";
}
