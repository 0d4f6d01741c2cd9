using System.Linq;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Gpu;

namespace NetSpec.Compiler.Emit.Gpu;

/// <summary>
/// A kernel of a Kronecker-sparse factor without tensor cores, as a static method. ILGPU neither unrolls loops nor merges loads, so
/// everything is written out: sums are locals one by one, and memory is read by fours.
/// </summary>
internal sealed partial class SimtKernel
{
    private readonly SourceWriter _writer;
    private readonly SimtShape _shape;
    private readonly bool _pins;
    private readonly string _method;

    private SimtKernel(SourceWriter writer, SimtShape shape, string method, bool pins)
    {
        _writer = writer;
        _shape = shape;
        _method = method;
        _pins = pins;
    }

    private bool IsHalf => _shape.Key.IsHalf;

    private bool IsBatchLast => _shape.Key.IsBatchLast;

    private string Element => IsHalf ? "global::ILGPU.Half" : "float";

    private string Four => IsHalf ? "Half4" : "Float4";

    private int OwnRows => _shape.Tile.OwnRows;

    private int OwnBatch => _shape.Tile.OwnBatch;

    /// <summary>Writes the method, and those it calls.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="shape">What it is specialised to.</param>
    /// <param name="method">Its name.</param>
    /// <param name="pins">
    /// Whether comments in the kernel's assembly hold sums and loads where they are written. The optimiser moves what has no
    /// effects past barriers and so doubles the live registers; inline assembly, legal on CUDA only, is an effect.
    /// </param>
    public static void Write(SourceWriter writer, SimtShape shape, string method, bool pins) => new SimtKernel(writer, shape, method, pins).Write();

    private void Write()
    {
        var view = $"global::ILGPU.ArrayView<{Element}>";
        string[] parameters =
        [
            $"{view} x",
            $"{view} weights",
            "global::ILGPU.ArrayView<float> bias",
            $"{view} residual",
            $"{view} y",
            "int batch",
            "int stride",
            "float floor",
            "int hasResidual",
        ];
        _writer.Parameters($"private static void {_method}(", parameters);
        using (_writer.Braces())
        using (Unchecked.Open(_writer))
        {
            Place();
            SharedTiles();
            LoadAddresses();
            _writer.Line("// The first tiles.");
            Load("first");
            _writer.Line("");
            Sums();
            using (_writer.Braces())
                StoreTiles("first", "0");
            _writer.Line("Group.Barrier();");
            _writer.Line("");
            MainLoop();
            _writer.Separate();
            Results();
        }
    }

    /// <summary>Which part of the work the group and the thread have.</summary>
    private void Place()
    {
        var (p, tile) = (_shape.Pattern, _shape.Tile);
        var blocks = (long)p.A * _shape.BlockGroups;
        _writer.Line("// What the group computes. Row tiles come first, then blocks: what neighbours read of x is still in the cache.");
        _writer.Line("int group = Grid.IdxX;");
        _writer.Line($"int k0 = {IndexMath.Bare(IndexMath.Times(IndexMath.Modulo("group", _shape.RowTiles), tile.Rows))};");
        _writer.Line($"int block = {IndexMath.Bare(IndexMath.Modulo(IndexMath.Divide("group", _shape.RowTiles), blocks))};");
        _writer.Line($"int n0 = {IndexMath.Times(IndexMath.Divide("group", _shape.RowTiles * blocks), tile.Batch)};");
        _writer.Line($"int i = {IndexMath.Bare(IndexMath.Divide("block", _shape.BlockGroups))};");
        _writer.Line($"int j0 = {IndexMath.Bare(IndexMath.Times(IndexMath.Modulo("block", _shape.BlockGroups), tile.Interleaved))};");
        _writer.Line("");
        _writer.Line($"// What the thread computes: {Rows()} x {Samples()}, four neighbours of each at a time.");
        _writer.Line("int t = Group.IdxX;");
        var own = "t";
        if (tile.Interleaved > 1)
        {
            own = "own";
            _writer.Line($"int jj = {IndexMath.Bare(IndexMath.Divide("t", _shape.BlockThreads))};");
            _writer.Line($"int own = {IndexMath.Bare(IndexMath.Modulo("t", _shape.BlockThreads))};");
        }

        // Neighbouring threads take what is neighbouring in y: samples, or rows.
        var (fast, fastCount, slow, slowCount) = IsBatchLast
            ? ("tn", _shape.SampleThreads, "tk", _shape.RowThreads)
            : ("tk", _shape.RowThreads, "tn", _shape.SampleThreads);
        if (_shape.WarpColumns is { } columns)
        {
            ZigZag(own, (fast, fastCount, columns), (slow, slowCount, SimtShape.Warp / columns));
        }
        else
        {
            _writer.Line($"int {fast} = {IndexMath.Bare(IndexMath.Modulo(own, fastCount))};");
            _writer.Line($"int {slow} = {IndexMath.Bare(IndexMath.Divide(own, fastCount))};");
        }

        _writer.Line("");
    }

    /// <summary>
    /// The place of a thread where a warp is a rectangle of its group. Threads of two numbers that differ in the lowest bit ask for
    /// the same fours of one operand, and those that differ in the next bit for the same of the other.
    /// </summary>
    private void ZigZag(string own, (string Name, int Count, int InWarp) fast, (string Name, int Count, int InWarp) slow)
    {
        _writer.Line(
            $"// A warp is {CSharp.Literal(fast.InWarp)} x {CSharp.Literal(slow.InWarp)} of them, two and two side by side: so half of it loads from shared "
                + "memory at once.");
        var warp = IndexMath.Divide(own, SimtShape.Warp);
        var across = fast.Count / fast.InWarp;
        var left = IndexMath.Modulo(IndexMath.Divide(own, 2), fast.InWarp);
        _writer.Line($"int {fast.Name} = {IndexMath.Sum(left, IndexMath.Times(IndexMath.Modulo(warp, across), fast.InWarp))};");
        var high = slow.InWarp > 2 ? IndexMath.Times(IndexMath.Modulo(IndexMath.Divide(own, 2 * fast.InWarp), slow.InWarp / 2), 2) : "0";
        var down = slow.Count > slow.InWarp ? IndexMath.Times(IndexMath.Divide(own, (long)SimtShape.Warp * across), slow.InWarp) : "0";
        _writer.Line($"int {slow.Name} = {IndexMath.Sum(IndexMath.Modulo(own, 2), high, down)};");
    }

    private void SharedTiles()
    {
        var tile = _shape.Tile;
        var stages = _shape.Stages == 2 ? "Two stages: one is filled while the other is multiplied." : "One stage holds all inputs of a block.";
        var blocks = tile.Interleaved > 1 ? $"[{CSharp.Literal(tile.Interleaved)} blocks]" : "";
        var staged = _shape.Shared > _shape.SharedX + _shape.SharedK ? " Results need more room." : "";
        _writer.Line(
            $"// {stages} x as {blocks}[{CSharp.Literal(tile.Depth)} l][{CSharp.Literal(_shape.SampleStride)}], weights as "
                + $"{blocks}[{CSharp.Literal(tile.Depth)} l][{CSharp.Literal(tile.Rows)} k].{staged}");
        if (_shape.IsStaged)
        {
            var (x, k) = (CSharp.Literal(_shape.SharedX), CSharp.Literal(_shape.SharedK));
            _writer.Line($"var tiles = SharedMemory.Allocate<float>({CSharp.Literal(_shape.Shared)});");
            _writer.Line($"var xs = tiles.SubView(0, {x});");
            _writer.Line("var xs4 = xs.Cast<Float4>();");
            _writer.Line($"var ks4 = tiles.Cast<Float4>().SubView({x} / 4, {k} / 4);");
        }
        else
        {
            _writer.Line($"var xs = SharedMemory.Allocate<float>({CSharp.Literal(_shape.SharedX)});");
            _writer.Line($"var ks = SharedMemory.Allocate<float>({CSharp.Literal(_shape.SharedK)});");
            _writer.Line("var xs4 = xs.Cast<Float4>();");
            _writer.Line("var ks4 = ks.Cast<Float4>();");
        }

        _writer.Line("");
    }

    private void MainLoop()
    {
        if (_shape.Steps == 1)
        {
            Multiply("0");
            return;
        }

        _writer.Line("int stage = 0;");
        using (_writer.Open($"for (int step = 0; step < {CSharp.Literal(_shape.Steps)}; step++)"))
        {
            // Values that only some rounds load would be carried round the loop in registers of their own, and copied.
            _writer.Line("// The next tiles are on their way while these are multiplied; the last time round the same ones again, which nobody reads.");
            Advance($"step < {CSharp.Literal(_shape.Steps - 1)}");
            Load("next");
            if (_pins)
            {
                _writer.Line("CudaAsm.Emit(\"// loads stay above\");");
            }

            _writer.Line("");
            Multiply("stage");
            _writer.Line("");
            _writer.Line("stage ^= 1;");
            StoreTiles("next", "stage");
            _writer.Line("Group.Barrier();");
        }
    }

    /// <summary>Multiplies the tiles of a stage.</summary>
    private void Multiply(string stage)
    {
        var tile = _shape.Tile;
        var block = tile.Interleaved > 1 ? "jj" : "0";
        var x = IndexMath.Sum(IndexMath.Times(stage, _shape.StageX / 4), IndexMath.Times(block, tile.Depth * _shape.SampleStride / 4), "tn");
        var k = IndexMath.Sum(IndexMath.Times(stage, _shape.StageK / 4), IndexMath.Times(block, tile.Depth * tile.Rows / 4), "tk");
        if (tile.Depth <= SimtShape.UnrolledSteps)
        {
            _writer.Line($"var xv = xs4.SubView({x});");
            _writer.Line($"var kv = ks4.SubView({k});");
            for (var l = 0; l < tile.Depth; l++)
            {
                Step(l);
            }

            return;
        }

        var unrolled = Enumerable.Range(1, SimtShape.UnrolledSteps).Last(count => tile.Depth % count == 0);
        using (_writer.Open($"for (int l = 0; l < {CSharp.Literal(tile.Depth)}; l += {CSharp.Literal(unrolled)})"))
        {
            _writer.Line($"var xv = xs4.SubView({IndexMath.Sum(x, IndexMath.Times("l", _shape.SampleStride / 4))});");
            _writer.Line($"var kv = ks4.SubView({IndexMath.Sum(k, IndexMath.Times("l", tile.Rows / 4))});");
            for (var l = 0; l < unrolled; l++)
            {
                Step(l);
            }
        }
    }

    /// <summary>Adds the products of one l to all sums.</summary>
    private void Step(int l)
    {
        using (_writer.Braces())
        {
            for (var q = 0; q < OwnBatch / 4; q++)
            {
                _writer.Line($"var v{CSharp.Literal(q)} = xv[{CSharp.Literal((l * _shape.SampleStride / 4) + (q * _shape.SampleThreads))}];");
            }

            for (var p = 0; p < OwnRows / 4; p++)
            {
                _writer.Line($"var w{CSharp.Literal(p)} = kv[{CSharp.Literal((l * _shape.Tile.Rows / 4) + (p * _shape.RowThreads))}];");
            }

            for (var row = 0; row < OwnRows; row++)
            {
                _writer.Line(
                    string.Join(" ", Enumerable.Range(0, OwnBatch).Select(sample => $"{Sum(row, sample)} += {Part("w", row)} * {Part("v", sample)};")));
            }

            for (var row = 0; row < OwnRows && _pins; row++)
            {
                var samples = Enumerable.Range(0, OwnBatch).ToList();
                _writer.Line(
                    $"CudaAsm.Emit(\"// {string.Join(" ", samples.Select(sample => "%" + CSharp.Literal(sample)))}\", "
                        + $"{string.Join(", ", samples.Select(sample => Sum(row, sample)))});");
            }
        }
    }

    private string Rows() => CSharp.Literal(OwnRows) + " rows";

    private string Samples() => CSharp.Literal(OwnBatch) + " samples";

    private static string Sum(int row, int sample) => $"c{CSharp.Literal(row)}_{CSharp.Literal(sample)}";

    /// <summary>A value among fours: <c>w1.Z</c>.</summary>
    private static string Part(string name, int index) => $"{name}{CSharp.Literal(index / 4)}.{"XYZW"[index % 4]}";
}
