using System.Linq;
using NetSpec.Compiler.Planning.Gpu;

namespace NetSpec.Compiler.Emit.Gpu;

/// <summary>
/// Batch-first x with its interleaved blocks side by side, or at odd places: read in the longest aligned pieces, sorted in
/// registers, and stored as an [n][l] tile of each block.
/// </summary>
internal sealed partial class TensorKernel
{
    /// <summary>Whether the pieces are single halfs, in registers of 16 bits.</summary>
    private bool IsSingle => _shape.RunWidth == 1;

    /// <summary>Whether only some groups have all their blocks.</summary>
    private bool AreRunsGuarded => _shape.AreBlocksRagged && _shape.BlockGroups > 1;

    /// <summary>Halfs of a thread and a round.</summary>
    private int OwnRun => _shape.OwnDepth * _shape.Planes;

    private void RunAddresses()
    {
        var (shape, copy, p) = (_shape, _shape.CopyX, _shape.Pattern);
        var what = shape.Planes == 1 ? $"{N(shape.OwnDepth)} l" : $"{N(shape.Planes)} j of {N(shape.OwnDepth)} l";
        _writer.Line(
            $"// x: {what} a thread, read {N(shape.RunWidth * TensorShape.HalfBytes)} bytes at a time. Samples and inputs that are not there become zeros.");
        Units("inputRow", "inputUnit", copy);
        var unit = copy.Units == 1 ? "0" : "inputUnit";
        var first = IndexMath.Sum(
            $"((long)n0 + inputRow) * {N(Inputs)}", IndexMath.Times(I, (long)p.C * p.D), IndexMath.Times(unit, (long)shape.OwnDepth * p.D), J0);
        _writer.Line($"long inputFrom = x + {N(TensorShape.HalfBytes)} * ({first});");
        InputTo(unit);
        _writer.Line("int samplesLeft = batch - n0 - inputRow;");
        if (shape.IsDepthRagged)
        {
            _writer.Line($"int inputsLeft = {IndexMath.Times(unit, shape.OwnDepth) switch { "0" => N(p.C), var taken => $"{N(p.C)} - {taken}" }};");
        }

        if (AreRunsGuarded)
        {
            _writer.Line($"int blocksLeft = {N(p.D)} - j0;");
        }

        var held = IsSingle ? $".reg .b16 kh<{N(shape.HeldX)}>" : $".reg .b32 kx<{N(shape.HeldX / 2)}>";
        new TensorStatements().Add(held).Add($".reg .b32 kt<{N(shape.OwnDepth / 2)}>").Write(_writer);
    }

    /// <summary>Reads a tile of x into registers.</summary>
    private void ReadRuns()
    {
        for (var round = 0; round < _shape.CopyX.Rounds; round++)
        {
            ReadRun(round);
        }
    }

    private void ReadRun(int round)
    {
        var (shape, row, width) = (_shape, round * _shape.CopyX.RowsAtOnce, _shape.RunWidth);
        var ptx = new TensorStatements();
        var from = ptx.Operand("inputFrom");
        ptx.Add($"setp.gt.s32 kp0, {ptx.Operand("samplesLeft")}, {N(row)}");
        var step = IsSingle ? 1 : 2;
        for (var e = 0; e < OwnRun; e += 8 * step)
        {
            var registers = Enumerable.Range(0, 8).Select(i => e + (i * step)).Where(i => i < OwnRun);
            ptx.Add(string.Join("; ", registers.Select(i => $"mov.{(IsSingle ? "b16" : "b32")} {Held(round, i)}, 0")));
        }

        var depth = -1;
        for (var e = 0; e < OwnRun; e += width)
        {
            var (l, j) = (e / shape.Planes, e % shape.Planes);
            if (shape.IsDepthRagged && l != depth)
            {
                depth = l;
                ptx.Add($"setp.gt.s32 kp1, {ptx.Operand("inputsLeft")}, {N(l)}; and.pred kp1, kp1, kp0");
            }

            if (j >= shape.Pattern.D)
                continue;

            var (prefix, guard) = ("", shape.IsDepthRagged ? "kp1" : "kp0");
            if (AreRunsGuarded && j > 0)
            {
                (prefix, guard) = ($"setp.gt.s32 kp2, {ptx.Operand("blocksLeft")}, {N(j)}; and.pred kp2, kp2, {guard}; ", "kp2");
            }

            var bytes = TensorShape.HalfBytes * ((row * Inputs) + ((long)l * shape.Pattern.D) + j);
            ptx.Add($"{prefix}@{guard} ld.global.{Vector(width)} {Held(round, e, width)}, {TensorStatements.At(from, bytes)}");
        }

        ptx.Write(_writer);
    }

    /// <summary>Stores what was read into a stage: to each block its values, in pairs of neighbouring l.</summary>
    private void StoreRuns(string stage)
    {
        var shape = _shape;
        for (var round = 0; round < shape.CopyX.Rounds; round++)
        {
            var ptx = new TensorStatements();
            var (slot, offset) = Slot(ptx, "kslot0", "kto0", stage);
            offset += round * shape.CopyX.RowsAtOnce * shape.Tile.Depth * TensorShape.HalfBytes;
            for (var j = 0; j < shape.Planes; j++)
            {
                ptx.Add(string.Join("; ", Enumerable.Range(0, shape.OwnDepth / 2).Select(pair => Pair(round, j, pair))));
                var place = offset + (j * shape.Tile.Batch * shape.Tile.Depth * TensorShape.HalfBytes);
                ptx.Add(
                    $"st.shared.{Vector(shape.OwnDepth)} {TensorStatements.At(slot, place)}, "
                        + $"{(shape.OwnDepth == 2 ? "kt0" : TensorStatements.Registers("kt", 0, shape.OwnDepth / 2))}");
            }

            ptx.Write(_writer);
        }
    }

    /// <summary>Joins the values of two neighbouring l of a block.</summary>
    private string Pair(int round, int j, int pair)
    {
        var (low, high) = ((2 * pair * _shape.Planes) + j, (((2 * pair) + 1) * _shape.Planes) + j);
        return IsSingle
            ? $"mov.b32 kt{N(pair)}, {{{Held(round, low)}, {Held(round, high)}}}"
            : $"prmt.b32 kt{N(pair)}, {Held(round, low)}, {Held(round, high)}, {(j % 2 == 0 ? "0x5410" : "0x7632")}";
    }

    private string Held(int round, int element) => IsSingle ? "kh" + N((round * OwnRun) + element) : "kx" + N(((round * OwnRun) + element) / 2);

    private string Held(int round, int element, int width) =>
        width <= 2 ? Held(round, element) : TensorStatements.Registers("kx", ((round * OwnRun) + element) / 2, width / 2);

    /// <summary>The type of an access to halfs side by side.</summary>
    private static string Vector(int halfs) => halfs switch
    {
        1 => "b16",
        2 => "b32",
        4 => "v2.b32",
        _ => "v4.b32",
    };
}
