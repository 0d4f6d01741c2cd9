using System;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Gpu;

namespace NetSpec.Compiler.Emit.Gpu;

/// <summary>
/// A kernel of a Kronecker-sparse factor on tensor cores, as a static method: halfs, sums of floats. ILGPU knows no tensor cores
/// and no asynchronous copies; they are inline PTX, with registers of its own that live as long as the method.
/// </summary>
internal sealed partial class TensorKernel
{
    private readonly SourceWriter _writer;
    private readonly TensorShape _shape;
    private readonly TensorResults _results;

    private TensorKernel(SourceWriter writer, TensorResults results) => (_writer, _shape, _results) = (writer, results.Shape, results);

    private long Inputs => _shape.Pattern.Columns;

    private long Outputs => _shape.Pattern.Rows;

    private string BlockI => _shape.Pattern.A == 1 ? "0" : IndexMath.Divide("block", _shape.BlockGroups);

    private string BlockJ =>
        IndexMath.Times(_shape.BlockGroups == 1 ? "0" : _shape.Pattern.A == 1 ? "block" : IndexMath.Modulo("block", _shape.BlockGroups), _shape.Planes);

    private string WarpIndexN => IndexMath.Modulo("warp", _shape.WarpsN);

    private string WarpIndexM
    {
        get
        {
            var ofPlane = IndexMath.Divide("warp", _shape.WarpsN);
            return _shape.WarpsM == 1 ? "0" : _shape.Planes == 1 ? ofPlane : IndexMath.Modulo(ofPlane, _shape.WarpsM);
        }
    }

    private string WarpPlane => _shape.Planes == 1 ? "0" : IndexMath.Divide("warp", _shape.WarpsN * _shape.WarpsM);

    /// <summary>The first row k of the group, as a name or zero; likewise the others.</summary>
    private string K0 => _shape.RowTiles == 1 ? "0" : "k0";

    private string I => Name("i", BlockI);

    private string J0 => Name("j0", BlockJ);

    private string WarpN => Name("warpN", WarpIndexN);

    private string WarpM => Name("warpM", WarpIndexM);

    private string Plane => Name("plane", WarpPlane);

    /// <summary>Writes the method. Its first five parameters are device addresses, multiples of 16; that of the residual is 0 where there is none.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="results">What it is specialised to, how groups cut the work, and how its results come to y.</param>
    /// <param name="method">Its name.</param>
    public static void Write(SourceWriter writer, TensorResults results, string method) => new TensorKernel(writer, results).Write(method);

    private void Write(string method)
    {
        Describe();
        _writer.Line($"private static void {method}(long x, long weights, long bias, long residual, long y, int batch, int stride, float floor)");
        using (_writer.Braces())
        using (Unchecked.Open(_writer))
        {
            Place();
            Ring();
            WeightAddresses();
            InputAddresses();
            Fragments();
            MainLoop();
            _writer.Separate();
            Results();
        }
    }

    private void Describe()
    {
        var (shape, tile) = (_shape, _shape.Tile);
        var blocks = shape.Planes > 1 ? $"{N(shape.Planes)} interleaved blocks, each " : "";
        var warps = N(shape.Threads / 32) + (shape.Threads == 32 ? " warp" : " warps");
        var stages = shape.Stages == 1 ? "all of it in shared memory" : $"{N(shape.Stages)} tiles of {N(tile.Depth)} l in shared memory";
        _writer.Line(
            $"// Tensor cores: a group computes {blocks}{N(tile.Rows)} rows k of {N(tile.Batch)} samples, by {warps} of {N(tile.OwnRows)} x "
                + $"{N(tile.OwnBatch)};");
        _writer.Line($"// {stages}, {CSharp.Readable(shape.SharedBytes)} bytes; {N(shape.Sums)} sums a thread.");
    }

    /// <summary>Which part of the work the group and the warp have.</summary>
    private void Place()
    {
        var (shape, tile) = (_shape, _shape.Tile);
        var blocks = (long)shape.Pattern.A * shape.BlockGroups;
        _writer.Line("// What the group computes. Row tiles come first, then blocks: what neighbours read of x is still in the cache.");
        _writer.Line("int group = Grid.IdxX;");
        Define("k0", IndexMath.Times(IndexMath.Modulo("group", shape.RowTiles), tile.Rows));
        Define("block", IndexMath.Modulo(IndexMath.Divide("group", shape.RowTiles), blocks));
        Define("i", BlockI);
        Define("j0", BlockJ);
        Define("n0", IndexMath.Times(IndexMath.Divide("group", shape.RowTiles * blocks), tile.Batch));
        _writer.Line("");

        var (m, n) = shape.IsBatchLast ? ("rows", "samples") : ("samples", "rows");
        _writer.Line($"// What the warp computes: {N(shape.WarpM)} {m} x {N(shape.WarpN)} {n}.");
        _writer.Line("int thread = Group.IdxX;");
        _writer.Line("int lane = thread & 31;");
        Define("warp", shape.Threads == 32 ? "0" : "(thread >> 5)");
        Define("warpN", WarpIndexN);
        Define("warpM", WarpIndexM);
        Define("plane", WarpPlane);
        _writer.Line("");
    }

    /// <summary>Shared memory.</summary>
    private void Ring()
    {
        var (shape, tile) = (_shape, _shape.Tile);
        var blocks = shape.Planes > 1 ? "[j]" : "";
        var samples = shape.IsBatchLast ? "[l][n]" : "[n][l]";
        var what = $"x as {blocks}{samples}, then weights as {blocks}[l][k]";
        _writer.Line(shape.Stages == 1 ? $"// Shared memory: {what}." : $"// Shared memory: a ring of {N(shape.Stages)} stages, each {what}.");
        _writer.Line("// The 16-byte chunks of a row change places with the row, so that eight rows of a matrix are in different banks.");
        new TensorStatements()
            .Add($".shared .align 128 .b8 kring[{N(shape.SharedBytes)}]")
            .Add(".reg .b32 kbase<1>, kslot<2>, kto<2>")
            .Add(".reg .pred kp<4>")
            .Add("mov.u32 kbase0, kring")
            .Write(_writer);
        _writer.Line("");
    }

    private void MainLoop()
    {
        var shape = _shape;
        _writer.Line(
            shape.Steps == 1
                ? "// All inputs of the block."
                : shape.Ahead == shape.Steps
                ? "// All tiles are sent for, one after another."
                : $"// The first {(shape.Ahead == 1 ? "tile is" : N(shape.Ahead) + " tiles are")} sent for.");
        for (var step = 0; step < shape.Ahead; step++)
        {
            if (step > 0)
            {
                Advance();
            }

            Copy(N(step * shape.StageBytes));
            new TensorStatements().Add("cp.async.commit_group").Write(_writer);
        }

        _writer.Line("");
        ReadBias();
        if (shape.Input == TensorInput.Runs)
        {
            Copying(shape.CopyX, () =>
            {
                ReadRuns();
                StoreRuns("0");
            });
        }

        BeginSums();
        _writer.Line("");
        if (shape.IsUnrolled)
        {
            Unrolled();
        }
        else
        {
            Loop();
        }
    }

    /// <summary>The tiles one after another, at places that are known.</summary>
    private void Unrolled()
    {
        var shape = _shape;
        for (var step = 0; step < shape.Steps; step++)
        {
            _writer.Line(step == 0 ? "// The first tile is here, of all threads." : "// The next tile.");
            new TensorStatements().Add($"cp.async.wait_group {N(Math.Min(shape.Ahead, shape.Steps - step) - 1)}").Write(_writer);
            _writer.Line("Group.Barrier();");
            if (step + shape.Ahead < shape.Steps)
            {
                _writer.Line("// All threads are done with the one before, whose place is free.");
                Advance();
                Copy(N(Stage(step + shape.Ahead)));
                new TensorStatements().Add("cp.async.commit_group").Write(_writer);
            }

            Products(Stage(step));
            _writer.Separate();
        }
    }

    /// <summary>Where in the ring a tile is.</summary>
    private int Stage(int step) => step % _shape.Stages * _shape.StageBytes;

    private void Loop()
    {
        var (shape, refills) = (_shape, _shape.Ahead < _shape.Steps);
        _writer.Line("// Byte offsets of stages: the one that is multiplied" + (refills ? ", and the one that is filled." : "."));
        _writer.Line("int stage = 0;");
        if (refills)
        {
            _writer.Line($"int fill = {N(shape.Ahead * shape.StageBytes)};");
        }

        using (_writer.Open($"for (int step = 0; step < {N(shape.Steps)}; step++)"))
        {
            if (shape.Input == TensorInput.Runs)
            {
                _writer.Line("// The next tile of x is read while this one is multiplied.");
                using (_writer.Open($"if (step < {N(shape.Steps - 1)})"))
                {
                    AdvanceInputs();
                    Copying(shape.CopyX, ReadRuns);
                }

                _writer.Line("");
            }

            _writer.Line("// This step's tile is here, of all threads; and all threads are done with the one before, whose place is free.");
            new TensorStatements().Add($"cp.async.wait_group {N(shape.Ahead - 1)}").Write(_writer);
            _writer.Line("Group.Barrier();");
            if (refills)
            {
                Refill();
            }

            _writer.Line("// Without a copy the group is empty: the wait counts groups.");
            new TensorStatements().Add("cp.async.commit_group").Write(_writer);
            _writer.Line("");
            Products(0);
            NextStage();
            if (shape.Input == TensorInput.Runs)
            {
                _writer.Separate();
                using (_writer.Open($"if (step < {N(shape.Steps - 1)})"))
                {
                    Copying(shape.CopyX, () => StoreRuns("stage"));
                }
            }
        }
    }

    /// <summary>Sends for a tile while others are multiplied.</summary>
    private void Refill()
    {
        using (_writer.Open($"if (step < {N(_shape.Steps - _shape.Ahead)})"))
        {
            Advance();
            Copy("fill");
        }

        _writer.Line("");
        _writer.Line($"fill = {After("fill")};");
    }

    /// <summary>Moves on in the ring.</summary>
    private void NextStage()
    {
        _writer.Line("// On to the next stage.");
        _writer.Line($"int next = {After("stage")};");
        MoveFragments("next - stage");
        _writer.Line("stage = next;");
    }

    /// <summary>The stage after one.</summary>
    private string After(string stage)
    {
        var last = N((_shape.Stages - 1) * _shape.StageBytes);
        return _shape.Ahead < _shape.Steps ? $"{stage} == {last} ? 0 : {stage} + {N(_shape.StageBytes)}" : $"{stage} + {N(_shape.StageBytes)}";
    }

    /// <summary>Sends for the tiles of a stage, except for x that is sorted in registers.</summary>
    private void Copy(string stage)
    {
        var shape = _shape;
        if (shape.Input == TensorInput.Runs)
        {
            Copying(shape.CopyK, () => CopyWeights(stage));
        }
        else if (shape.CopyX.Active == shape.CopyK.Active)
        {
            Copying(shape.CopyX, () =>
            {
                CopyInputs(stage);
                CopyWeights(stage);
            });
        }
        else
        {
            Copying(shape.CopyX, () => CopyInputs(stage));
            Copying(shape.CopyK, () => CopyWeights(stage));
        }
    }

    /// <summary>Moves on to the next tiles.</summary>
    private void Advance()
    {
        if (_shape.Input != TensorInput.Runs)
        {
            AdvanceInputs();
        }

        AdvanceWeights();
    }

    /// <summary>Defines a local, unless it is always zero: <see cref="Name"/> then leaves it out.</summary>
    private void Define(string name, string value)
    {
        if (value != "0")
        {
            _writer.Line($"int {name} = {IndexMath.Bare(value)};");
        }
    }

    /// <summary>A local, or zero where it is always that.</summary>
    private static string Name(string name, string value) => value == "0" ? "0" : name;

    /// <summary>What the swizzle does to the chunks of a row: they are exclusive-ored with this.</summary>
    /// <param name="row">The row.</param>
    /// <param name="width">Halfs of a row.</param>
    private static string Swizzle(string row, int width)
    {
        // Eight rows must be in different eighths of 128 bytes: rows that share 128 bytes are so by themselves.
        var chunks = TensorShape.Common(width / TensorShape.Chunk, 8);
        return IndexMath.Modulo(IndexMath.Divide(row, 8 / chunks), chunks);
    }

    /// <summary>A chunk after the swizzle, as bytes from the start of its row.</summary>
    private static string Swizzled(string chunk, string row, int width)
    {
        var swizzle = Swizzle(row, width);
        return swizzle == "0" ? $"({chunk} << 4)" : $"(({chunk} ^ {swizzle}) << 4)";
    }

    private static string N(long value) => CSharp.Literal(value);
}
