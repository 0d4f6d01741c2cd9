using System;
using System.Linq;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Gpu;

namespace NetSpec.Compiler.Emit.Gpu;

/// <summary>Asynchronous copies from global to shared memory.</summary>
internal sealed partial class TensorKernel
{
    /// <summary>Copies of one statement, so that those and their sizes are few enough operands.</summary>
    private const int CopiesAtOnce = 4;

    /// <summary>Where a thread's copies of weights come from and go to.</summary>
    private void WeightAddresses()
    {
        var (shape, copy, tile) = (_shape, _shape.CopyK, _shape.Tile);
        _writer.Line("// Weights: 16 bytes of k a thread. They are padded with zeros, so that nothing is guarded.");
        Define("weightRow", IndexMath.Divide("thread", copy.Units));
        Define("weightChunk", IndexMath.Modulo("thread", copy.Units));
        var chunk = copy.Units == 1 ? "0" : "weightChunk";
        var (block, l) = shape.Planes == 1 ? ("0", "weightRow") : (IndexMath.Divide("weightRow", tile.Depth), IndexMath.Modulo("weightRow", tile.Depth));
        if (copy.RowsAtOnce <= tile.Depth)
        {
            (block, l) = ("0", "weightRow");
        }

        var from = IndexMath.Sum(IndexMath.Times(I, shape.Pattern.D), J0, block);
        var first = IndexMath.Sum(
            from == "0" ? "0" : $"(long){Factor(from)} * {N((long)shape.PaddedDepth * shape.PaddedRows)}",
            $"{l} * {N(shape.PaddedRows)}",
            K0,
            IndexMath.Times(chunk, TensorShape.Chunk));
        _writer.Line($"long weightFrom = weights + {N(TensorShape.HalfBytes)} * ({first});");
        _writer.Line(
            "int weightTo = "
                + $"{IndexMath.Sum(N(shape.StageX), $"weightRow * {N(tile.Rows * TensorShape.HalfBytes)}", Swizzled(chunk, "weightRow", tile.Rows))};");
        if (shape.AreBlocksRagged)
        {
            _writer.Line("// Blocks that are not there become zeros: their copies have no bytes.");
            foreach (var plane in WeightPlanes())
            {
                _writer.Line($"int weightBytes{N(plane)} = {IndexMath.Sum(J0, block, N(plane))} < {N(shape.Pattern.D)} ? 16 : 0;");
            }
        }

        Place("kslot1", "weightTo");
        _writer.Line("");
    }

    /// <summary>Sends for the tile of weights of a stage.</summary>
    private void CopyWeights(string stage)
    {
        var (shape, copy, tile) = (_shape, _shape.CopyK, _shape.Tile);
        for (var first = 0; first < copy.Rounds; first += CopiesAtOnce * 2)
        {
            var ptx = new TensorStatements();
            var (slot, offset) = Slot(ptx, "kslot1", "kto1", stage);
            var from = ptx.Operand("weightFrom");
            foreach (var round in Enumerable.Range(first, copy.Rounds).Where(round => round < copy.Rounds && round < first + (CopiesAtOnce * 2)))
            {
                var row = round * copy.RowsAtOnce;
                var bytes = ((long)(row / tile.Depth) * shape.PaddedDepth + (row % tile.Depth)) * shape.PaddedRows * TensorShape.HalfBytes;
                var size = shape.AreBlocksRagged ? ", " + ptx.Operand($"weightBytes{N(row / tile.Depth)}") : "";
                ptx.Add(
                    $"cp.async.cg.shared.global {TensorStatements.At(slot, offset + (row * tile.Rows * TensorShape.HalfBytes))}, "
                        + $"{TensorStatements.At(from, bytes)}, 16{size}");
            }

            ptx.Write(_writer);
        }
    }

    private void AdvanceWeights() => _writer.Line($"weightFrom += {CSharp.LongLiteral((long)_shape.Tile.Depth * _shape.PaddedRows * TensorShape.HalfBytes)};");

    /// <summary>Where a thread's values of x come from and go to.</summary>
    private void InputAddresses()
    {
        switch (_shape.Input)
        {
            case TensorInput.Columns:
                ColumnAddresses();
                break;
            case TensorInput.Rows:
                RowAddresses();
                break;
            default:
                RunAddresses();
                break;
        }

        Place("kslot0", "inputTo");
        _writer.Line("");
    }

    private void ColumnAddresses()
    {
        var (shape, copy, p) = (_shape, _shape.CopyX, _shape.Pattern);
        _writer.Line("// x: 16 bytes of samples a thread. Behind the last sample the last chunk is read again; what comes of it is not stored.");
        Define("inputRow", IndexMath.Divide("thread", copy.Units));
        Define("inputChunk", IndexMath.Modulo("thread", copy.Units));
        var chunk = copy.Units == 1 ? "0" : "inputChunk";
        _writer.Line($"int inputColumn = {IndexMath.Times(chunk, TensorShape.Chunk)};");
        using (_writer.Open($"if (inputColumn > stride - {N(TensorShape.Chunk)} - n0)"))
        {
            _writer.Line($"inputColumn = stride - {N(TensorShape.Chunk)} - n0;");
        }

        _writer.Line("");
        var feature = IndexMath.Sum(IndexMath.Times(I, (long)p.C * p.D), J0, IndexMath.Times("inputRow", p.D));
        _writer.Line($"long featureBytes = {N(TensorShape.HalfBytes)}L * stride;");
        _writer.Line($"long inputFrom = x + {Factor(feature)} * featureBytes + {N(TensorShape.HalfBytes)}L * (n0 + inputColumn);");
        if (copy.Rounds > 1)
        {
            _writer.Line($"long inputPass = {IndexMath.Times("featureBytes", (long)copy.RowsAtOnce * p.D)};");
        }

        PassAddresses("long ");
        if (shape.Steps > 1)
        {
            _writer.Line($"long inputStep = {IndexMath.Times("featureBytes", (long)shape.Tile.Depth * p.D)};");
        }

        _writer.Line(
            $"int inputTo = {IndexMath.Sum($"inputRow * {N(shape.Tile.Batch * TensorShape.HalfBytes)}", Swizzled(chunk, "inputRow", shape.Tile.Batch))};");
        if (shape.IsDepthRagged)
        {
            _writer.Line("// Rows that x does not have become zeros: their copies have no bytes. Zero weights would not do, for x may be infinite there.");
            _writer.Line($"int inputsLeft = {N(p.C)} - inputRow;");
        }
    }

    private void RowAddresses()
    {
        var (shape, copy, p) = (_shape, _shape.CopyX, _shape.Pattern);
        var bytes = shape.OwnDepth * TensorShape.HalfBytes;
        _writer.Line($"// x: {N(bytes)} bytes of l a thread. Samples that are not there become zeros: their copies have no bytes.");
        Units("inputRow", "inputUnit", copy);
        var unit = copy.Units == 1 ? "0" : "inputUnit";
        _writer.Line(
            $"long inputFrom = x + {N(TensorShape.HalfBytes)} * "
                + $"({IndexMath.Sum($"((long)n0 + inputRow) * {N(Inputs)}", IndexMath.Times(I, p.C), IndexMath.Times(unit, shape.OwnDepth))});");
        InputTo(unit);
        for (var round = 0; round < copy.Rounds; round++)
        {
            _writer.Line($"int inputBytes{N(round)} = inputRow < batch - n0{(round == 0 ? "" : $" - {N(round * copy.RowsAtOnce)}")} ? {N(bytes)} : 0;");
        }

        if (shape.IsDepthRagged)
        {
            _writer.Line("// So do inputs that x does not have. Zero weights would not do, for what lies there may be infinite.");
            _writer.Line($"int inputsLeft = {IndexMath.Times(unit, shape.OwnDepth) switch { "0" => N(p.C), var taken => $"{N(p.C)} - {taken}" }};");
        }
    }

    /// <summary>Sends for the tile of x of a stage.</summary>
    private void CopyInputs(string stage)
    {
        var (shape, copy) = (_shape, _shape.CopyX);
        for (var first = 0; first < copy.Rounds; first += CopiesAtOnce)
        {
            var ptx = new TensorStatements();
            var (slot, offset) = Slot(ptx, "kslot0", "kto0", stage);
            foreach (var round in Enumerable.Range(first, copy.Rounds).Where(round => round < copy.Rounds && round < first + CopiesAtOnce))
            {
                if (shape.IsBatchLast)
                {
                    CopyColumns(ptx, round, slot, offset);
                }
                else
                {
                    CopyRows(ptx, round, slot, offset);
                }
            }

            ptx.Write(_writer);
        }
    }

    private void CopyColumns(TensorStatements ptx, int round, string slot, int offset)
    {
        var row = round * _shape.CopyX.RowsAtOnce;
        var from = ptx.Operand(round == 0 ? "inputFrom" : "inputFrom" + N(round));
        var size = _shape.IsDepthRagged ? ", " + ptx.Operand($"inputsLeft > {N(row)} ? 16 : 0") : "";
        ptx.Add($"cp.async.cg.shared.global {TensorStatements.At(slot, offset + (row * _shape.Tile.Batch * TensorShape.HalfBytes))}, [{from}], 16{size}");
    }

    private void CopyRows(TensorStatements ptx, int round, string slot, int offset)
    {
        var row = round * _shape.CopyX.RowsAtOnce;
        var bytes = _shape.OwnDepth * TensorShape.HalfBytes;
        var size = ptx.Operand((_shape.IsDepthRagged ? "inputsLeft > 0 ? " : "") + $"inputBytes{N(round)}" + (_shape.IsDepthRagged ? " : 0" : ""));
        var cache = bytes == 16 ? "cg" : "ca";
        ptx.Add(
            $"cp.async.{cache}.shared.global {TensorStatements.At(slot, offset + (row * _shape.Tile.Depth * TensorShape.HalfBytes))}, "
                + $"{TensorStatements.At(ptx.Operand("inputFrom"), row * Inputs * TensorShape.HalfBytes)}, {N(bytes)}, {size}");
    }

    private void AdvanceInputs()
    {
        var (p, depth) = (_shape.Pattern, _shape.Tile.Depth);
        _writer.Line(_shape.IsBatchLast ? "inputFrom += inputStep;" : $"inputFrom += {N((long)depth * p.D * TensorShape.HalfBytes)};");
        PassAddresses("");
        if (_shape.IsDepthRagged)
        {
            _writer.Line($"inputsLeft -= {N(depth)};");
        }
    }

    /// <summary>Where a thread's next rows of x are: sums one after another, because products would be computed anew for each tile.</summary>
    private void PassAddresses(string type)
    {
        for (var round = 1; round < _shape.CopyX.Rounds && _shape.IsBatchLast; round++)
        {
            _writer.Line($"{type}inputFrom{N(round)} = inputFrom{(round == 1 ? "" : N(round - 1))} + inputPass;");
        }
    }

    /// <summary>Where in a stage the inputs of a thread go, in an [n][l] tile.</summary>
    private void InputTo(string unit)
    {
        var (shape, depth) = (_shape, _shape.Tile.Depth);
        var inChunk = TensorShape.Chunk / shape.OwnDepth;
        var within = IndexMath.Times(IndexMath.Modulo(unit, inChunk), shape.OwnDepth * TensorShape.HalfBytes);
        _writer.Line(
            "int inputTo = "
                + $"{IndexMath.Sum($"inputRow * {N(depth * TensorShape.HalfBytes)}", Swizzled(IndexMath.Divide(unit, inChunk), "inputRow", depth), within)};");
    }

    /// <summary>A sum in parentheses, where it is one.</summary>
    private static string Factor(string sum) => sum.Contains(" ") && IndexMath.Bare(sum) == sum ? $"({sum})" : sum;

    /// <summary>Makes an address of what is an offset in the first stage.</summary>
    private void Place(string slot, string offset)
    {
        var ptx = new TensorStatements();
        Place(ptx, slot, offset);
        ptx.Write(_writer);
    }

    private static void Place(TensorStatements ptx, string slot, string offset) => ptx.Add($"add.u32 {slot}, kbase0, {ptx.Operand(offset)}");

    /// <summary>The planes of weights that a thread copies, counted from its first.</summary>
    private int[] WeightPlanes() =>
        Enumerable.Range(0, _shape.CopyK.Rounds).Select(round => round * _shape.CopyK.RowsAtOnce / _shape.Tile.Depth).Distinct().ToArray();

    /// <summary>The place of a thread's copies in a stage: a register, and what is added to it.</summary>
    private static (string Slot, int Offset) Slot(TensorStatements ptx, string slot, string moved, string stage)
    {
        if (int.TryParse(stage, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var offset))
            return (slot, offset);

        ptx.Add($"add.u32 {moved}, {slot}, {ptx.Operand(stage)}");
        return (moved, 0);
    }

    private void Units(string row, string unit, TensorCopy copy)
    {
        Define(row, IndexMath.Divide("thread", copy.Units));
        Define(unit, IndexMath.Modulo("thread", copy.Units));
    }

    /// <summary>Writes what only the threads do that have something to copy, whole warps of them.</summary>
    private void Copying(TensorCopy copy, Action write)
    {
        if (copy.Active == _shape.Threads)
        {
            write();
            return;
        }

        using (_writer.Open($"if (thread < {N(copy.Active)})"))
        {
            write();
        }

        _writer.Separate();
    }
}
