using NetSpec.Compiler.Planning.Gpu;

namespace NetSpec.Compiler.Emit.Gpu;

/// <summary>
/// The product of two tiles. Operand A holds rows M, operand B columns N. What lies as [l][...] in shared memory is transposed
/// when it is loaded: weights always, and x where the batch is last.
/// </summary>
internal sealed partial class TensorKernel
{
    private int Depths => _shape.Tile.Depth / TensorShape.Fragment;

    /// <summary>Addresses of operand A in a stage: one for each 16 rows, or for each 16 l where those are the rows of the tile in memory.</summary>
    private int AddressesA => _shape.IsBatchLast ? _shape.FragmentsM : Depths;

    /// <summary>Addresses of operand B in a stage: one for each 16 columns.</summary>
    private int AddressesB => _shape.FragmentsN / 2;

    /// <summary>Where a warp finds its matrices, and its sums.</summary>
    private void Fragments()
    {
        var shape = _shape;
        _writer.Line("// Matrices of 8 x 8 are loaded four at once: a lane names the place of row (lane & 7) of matrix (lane >> 3).");
        _writer.Line("int matrix = lane >> 3;");
        _writer.Line("int matrixRow = lane & 7;");
        if (shape.IsBatchLast)
        {
            _writer.Line(
                "// Of operand A, matrices 1 and 3 are the next eight k, 2 and 3 the next eight l; of operand B, 1 and 3 the next eight l, 2 and 3 the next "
                    + "eight n.");
            Depthwise("depthA", "columnA", "(matrix >> 1)", "(matrix & 1)", WarpM, shape.WarpM);
        }
        else
        {
            _writer.Line(
                "// Of operand A, matrices 1 and 3 are the next eight n, 2 and 3 the next eight l; of operand B, 1 and 3 the next eight l, 2 and 3 the next "
                    + "eight k.");
            _writer.Line($"int rowA = {IndexMath.Sum(IndexMath.Times(WarpM, shape.WarpM), "matrixRow", "((matrix & 1) << 3)")};");
        }

        Depthwise("depthB", "columnB", "(matrix & 1)", "(matrix >> 1)", WarpN, shape.WarpN);
        _writer.Line("// ka and kb are operands, ksum their sums, kfa and kfb the lane's places.");
        new TensorStatements()
            .Add($".reg .b32 ka<{N(shape.FragmentsM * 4)}>, kb<{N(shape.FragmentsN * 2)}>, kfa<{N(AddressesA)}>, kfb<{N(AddressesB)}>")
            .Add($".reg .f32 ksum<{N(shape.Sums)}>")
            .Write(_writer);
        var places = new TensorStatements();
        for (var a = 0; a < AddressesA; a++)
        {
            Place(places, "kfa" + N(a), shape.IsBatchLast ? WeightMatrix("depthA", "columnA", a) : RowMatrix(a));
        }

        places.Write(_writer);
        places = new TensorStatements();
        for (var b = 0; b < AddressesB; b++)
        {
            Place(places, "kfb" + N(b), shape.IsBatchLast ? InputMatrix("depthB", "columnB", b) : WeightMatrix("depthB", "columnB", b));
        }

        places.Write(_writer);
        _writer.Line("");
    }

    /// <summary>The lane's row l, and its chunk of 8 columns, in a tile that lies as [l][...].</summary>
    private void Depthwise(string depth, string column, string nextDepth, string nextColumn, string warp, int size)
    {
        _writer.Line($"int {depth} = matrixRow + ({nextDepth} << 3);");
        _writer.Line($"int {column} = {IndexMath.Bare(IndexMath.Sum(IndexMath.Times(warp, size / TensorShape.Chunk), nextColumn))};");
    }

    /// <summary>A lane's place in [l][k] weights.</summary>
    private string WeightMatrix(string depth, string column, int index)
    {
        var (shape, tile) = (_shape, _shape.Tile);
        return IndexMath.Sum(
            N(shape.StageX),
            IndexMath.Times(Plane, tile.Depth * tile.Rows * TensorShape.HalfBytes),
            $"{depth} * {N(tile.Rows * TensorShape.HalfBytes)}",
            MatrixSwizzled(index == 0 ? column : $"({column} + {N(2 * index)})", tile.Rows));
    }

    /// <summary>A lane's place in [l][n] values of x.</summary>
    private string InputMatrix(string depth, string column, int index)
    {
        var tile = _shape.Tile;
        return IndexMath.Sum(
            $"{depth} * {N(tile.Batch * TensorShape.HalfBytes)}", MatrixSwizzled(index == 0 ? column : $"({column} + {N(2 * index)})", tile.Batch));
    }

    /// <summary>A lane's place in [n][l] values of x.</summary>
    private string RowMatrix(int index)
    {
        var tile = _shape.Tile;
        return IndexMath.Sum(
            IndexMath.Times(Plane, tile.Batch * tile.Depth * TensorShape.HalfBytes),
            $"rowA * {N(tile.Depth * TensorShape.HalfBytes)}",
            MatrixSwizzled(index == 0 ? "(matrix >> 1)" : $"((matrix >> 1) + {N(2 * index)})", tile.Depth));
    }

    /// <summary>Adds the product of a stage's tiles to the sums.</summary>
    /// <param name="stage">Bytes from where the lane's places are to the stage.</param>
    private void Products(int stage)
    {
        for (var depth = 0; depth < Depths; depth++)
        {
            _writer.Line($"// l from {N(depth * TensorShape.Fragment)}.");
            Multiply(stage, depth);
        }
    }

    /// <summary>Moves the lane's places by a number of bytes.</summary>
    private void MoveFragments(string bytes)
    {
        var ptx = new TensorStatements();
        var moved = ptx.Operand(bytes);
        for (var a = 0; a < AddressesA; a++)
        {
            ptx.Add($"add.s32 kfa{N(a)}, kfa{N(a)}, {moved}");
        }

        for (var b = 0; b < AddressesB; b++)
        {
            ptx.Add($"add.s32 kfb{N(b)}, kfb{N(b)}, {moved}");
        }

        ptx.Write(_writer);
    }

    /// <summary>Loads the smaller operand, then the other part by part, each multiplied at once: fewest registers are taken.</summary>
    private void Multiply(int stage, int depth)
    {
        var (shape, ptx) = (_shape, new TensorStatements());
        if (shape.WarpM <= shape.WarpN)
        {
            for (var m = 0; m < shape.FragmentsM; m++)
            {
                LoadA(ptx, stage, depth, m);
            }

            for (var pair = 0; pair < AddressesB; pair++)
            {
                LoadB(ptx, stage, depth, pair);
                for (var m = 0; m < shape.FragmentsM; m++)
                {
                    Multiply(ptx, m, 2 * pair);
                    Multiply(ptx, m, (2 * pair) + 1);
                }
            }
        }
        else
        {
            for (var pair = 0; pair < AddressesB; pair++)
            {
                LoadB(ptx, stage, depth, pair);
            }

            for (var m = 0; m < shape.FragmentsM; m++)
            {
                LoadA(ptx, stage, depth, m);
                for (var n = 0; n < shape.FragmentsN; n++)
                {
                    Multiply(ptx, m, n);
                }
            }
        }

        ptx.Write(_writer);
    }

    /// <summary>Loads 16 x 16 of operand A.</summary>
    private void LoadA(TensorStatements ptx, int stage, int depth, int m)
    {
        var (shape, tile, l) = (_shape, _shape.Tile, depth * TensorShape.Fragment);
        var at = shape.IsBatchLast
            ? TensorStatements.At("kfa" + N(m), stage + (l * tile.Rows * TensorShape.HalfBytes))
            : TensorStatements.At("kfa" + N(depth), stage + (m * TensorShape.Fragment * tile.Depth * TensorShape.HalfBytes));
        ptx.Add($"ldmatrix.sync.aligned.m8n8.x4{(shape.IsBatchLast ? ".trans" : "")}.shared.b16 {TensorStatements.Registers("ka", 4 * m, 4)}, {at}");
    }

    /// <summary>Loads 16 x 16 of operand B, which is two of what is multiplied.</summary>
    private void LoadB(TensorStatements ptx, int stage, int depth, int pair) =>
        ptx.Add(
            $"ldmatrix.sync.aligned.m8n8.x4.trans.shared.b16 {TensorStatements.Registers("kb", 4 * pair, 4)}, "
                + $"{TensorStatements.At("kfb" + N(pair), stage + (depth * TensorShape.Fragment * _shape.N * TensorShape.HalfBytes))}");

    private void Multiply(TensorStatements ptx, int m, int n)
    {
        var sums = TensorStatements.Registers("ksum", Sum(m, n), 4);
        ptx.Add(
            $"mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {sums}, {TensorStatements.Registers("ka", 4 * m, 4)}, "
                + $"{TensorStatements.Registers("kb", 2 * n, 2)}, {sums}");
    }

    /// <summary>A chunk after the swizzle of the lane's row of a matrix, as bytes from the start of that row.</summary>
    private static string MatrixSwizzled(string chunk, int width)
    {
        var chunks = TensorShape.Common(width / TensorShape.Chunk, 8);
        return chunks == 1 ? $"({chunk} << 4)" : $"(({chunk} ^ {IndexMath.Divide("matrixRow", 8 / chunks)}) << 4)";
    }

    /// <summary>The first of the four sums that a lane has of a matrix.</summary>
    private int Sum(int m, int n) => 4 * ((m * _shape.FragmentsN) + n);
}
