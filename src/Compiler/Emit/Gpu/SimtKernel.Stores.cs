using NetSpec.Compiler.Emit.Writing;

namespace NetSpec.Compiler.Emit.Gpu;

/// <summary>How tiles come from registers to shared memory: batch-first ones are transposed on the way.</summary>
internal sealed partial class SimtKernel
{
    /// <summary>Stores what was loaded to a stage of shared memory.</summary>
    /// <param name="name">What the registers' names begin with.</param>
    /// <param name="stage">The stage.</param>
    private void StoreTiles(string name, string stage)
    {
        if (IsBatchLast)
        {
            StoreInOrder("x", _shape.LoadsX, _shape.OwnLoadsX, IndexMath.Times(stage, _shape.StageX / 4), $"{name}X");
        }
        else
        {
            TransposedStores(name, stage);
        }

        StoreInOrder("k", _shape.LoadsK, _shape.OwnLoadsK, IndexMath.Times(stage, _shape.StageK / 4), $"{name}K");
    }

    /// <summary>Stores fours in the order of the threads.</summary>
    private void StoreInOrder(string tile, int loads, int ownLoads, string stage, string values)
    {
        if (loads < _shape.Threads)
        {
            _writer.Line($"{Guard(0, loads)}{tile}s4[{IndexMath.Sum(stage, "t")}] = {Floats($"{values}0")};");
            return;
        }

        _writer.Line($"var {tile}To = {tile}s4.SubView({IndexMath.Sum(stage, "t")});");
        for (var load = 0; load < ownLoads; load++)
        {
            _writer.Line($"{Guard(load, loads)}{tile}To[{CSharp.Literal(load * _shape.Threads)}] = {Floats($"{values}{CSharp.Literal(load)}")};");
        }
    }

    private void TransposedStores(string name, string stage)
    {
        for (var load = 0; load < _shape.OwnLoadsX; load++)
        {
            var (r, guard) = (CSharp.Literal(load), Guard(load, _shape.LoadsX));
            if (IsStoreXPlaced(load))
            {
                TransposedStore("xTo0", load * (_shape.Threads / SampleLoads), $"{name}X{r}");
                continue;
            }

            _writer.Line($"var xTo{r} = xs.SubView({IndexMath.Sum(IndexMath.Times(stage, _shape.StageX), $"xIn{r}")});");
            if (guard.Length == 0)
            {
                TransposedStore($"xTo{r}", 0, $"{name}X{r}");
                continue;
            }

            using (_writer.Open(guard.TrimEnd()))
                TransposedStore($"xTo{r}", 0, $"{name}X{r}");
        }
    }

    /// <summary>Loads of a sample of a batch-first tile.</summary>
    private int SampleLoads => _shape.Tile.Depth * _shape.Tile.Interleaved / _shape.LoadX;

    /// <summary>Whether a load of x is so many samples after the first: where rounds of all threads take whole samples.</summary>
    private bool IsStoreXPlaced(int load) => load > 0 && Guard(load, _shape.LoadsX).Length == 0 && _shape.Threads % SampleLoads == 0;

    private void TransposedStore(string to, int first, string value)
    {
        var tile = _shape.Tile;
        if (_shape.LoadX == 1)
        {
            _writer.Line($"{to}[{CSharp.Literal(first)}] = {value};");
            return;
        }

        for (var z = 0; z < 4; z++)
        {
            var (j, l) = tile.Interleaved >= 4 ? (z, 0) : (z % tile.Interleaved, z / tile.Interleaved);
            _writer.Line($"{to}[{CSharp.Literal(first + (((j * tile.Depth) + l) * _shape.SampleStride))}] = {value}.{"XYZW"[z]};");
        }
    }

    private string Floats(string four) => IsHalf ? $"new Float4({four}.X, {four}.Y, {four}.Z, {four}.W)" : four;
}
