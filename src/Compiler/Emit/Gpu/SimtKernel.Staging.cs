using System.Linq;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Gpu;

namespace NetSpec.Compiler.Emit.Gpu;

/// <summary>
/// Results of interleaved blocks lie side by side in y, but in registers of different threads. They meet in shared memory, four rows
/// and four samples of each thread at a time, where four samples of one feature are side by side. A thread then reads as many
/// features as it stores at once, and so has a run of each of four samples: nothing is moved one by one.
/// </summary>
internal sealed partial class SimtKernel
{
    /// <summary>Times that a thread reads and stores in a round.</summary>
    private int Outlets => SimtShape.Vector / _shape.StagedWidth;

    private void StagedResults()
    {
        _writer.Line("// Results of the blocks lie side by side in y. They meet in shared memory, four samples of a feature side by side, and leave in runs.");
        _writer.Line("// An eighth and a sixty-fourth more in all places keep neighbours, and what is 2, 4, 8 ... apart, off each other's banks.");
        _writer.Line("var staged = tiles.Cast<Float4>();");
        Inlets();
        for (var outlet = 0; outlet < Outlets; outlet++)
        {
            Outlet(outlet);
        }

        for (var row = 0; row < OwnRows; row += 4)
        {
            for (var q = 0; q < OwnBatch / 4; q++)
            {
                // After a loop of several tiles all threads have met, and nobody reads the last tiles' place.
                _writer.Line("");
                Round(row, q, meets: row + q > 0 || _shape.Steps == 1);
            }
        }
    }

    /// <summary>Where the thread's first four rows go, in all rounds.</summary>
    private void Inlets()
    {
        var (tile, width) = (_shape.Tile, _shape.StagedWidth);
        _writer.Line($"int inlet = (tn * {CSharp.Literal(_shape.RowThreads)} + tk) * {CSharp.Literal(tile.Interleaved * Outlets)};");
        for (var row = 0; row < 4; row++)
        {
            if (row > 0 && InletOffset(row) is not null)
                continue;

            var r = CSharp.Literal(row);
            var place = row == 0 ? "jj" : $"({CSharp.Literal(row * tile.Interleaved)} + jj)";
            Declare($"in{r}", IndexMath.Sum("inlet", IndexMath.Divide(place, width)));
            _writer.Line(
                $"var put{r} = staged.SubView({IndexMath.Sum(Spread($"in{r}"), IndexMath.Times(IndexMath.Modulo(place, width), _shape.StagedPlane))});");
        }
    }

    /// <summary>How far a row's place is from that of the thread's first row, where that is the same for all threads.</summary>
    private int? InletOffset(int row)
    {
        var offsets = from thread in Enumerable.Range(0, _shape.BlockThreads)
                      from block in Enumerable.Range(0, _shape.Tile.Interleaved)
                      select _shape.StagedSlot(thread, row, block) - _shape.StagedSlot(thread, 0, block);
        var different = offsets.Distinct().Take(2).ToList();
        return different.Count == 1 ? different[0] : null;
    }

    /// <summary>Where the thread reads in each round, where it stores that, and how many of the samples there are.</summary>
    private void Outlet(int outlet)
    {
        var (tile, p, width) = (_shape.Tile, _shape.Pattern, _shape.StagedWidth);
        var o = CSharp.Literal(outlet);
        var own = outlet == 0 ? "t" : $"(t + {CSharp.Literal(outlet * _shape.Threads)})";
        _writer.Line($"var take{o} = staged.SubView({Spread(own)});");
        if (outlet > 0 && AreOutletsAligned)
            return;

        var features = _shape.StagedRun / width;
        Declare($"on{o}", IndexMath.Times(IndexMath.Divide(own, features), SimtShape.Vector));
        Declare($"of{o}", IndexMath.Times(IndexMath.Modulo(own, features), width));
        Declare($"ok{o}", IndexMath.Divide($"of{o}", tile.Interleaved));
        Declare($"oj{o}", IndexMath.Modulo($"of{o}", tile.Interleaved));
        var exists = _shape.AreBlocksRagged ? $"j0 + oj{o} < {CSharp.Literal(p.D)} ? batch - n0 - on{o} : 0" : $"batch - n0 - on{o}";
        _writer.Line($"int left{o} = {exists};");
        var feature = Feature($"(k0 + ok{o})", IndexMath.Sum("j0", $"oj{o}"));
        feature = _shape.AreRowsRagged || _shape.AreBlocksRagged ? $"global::System.Math.Min({feature}, {CSharp.Literal(p.Rows - width)})" : $"({feature})";
        _writer.Line($"long at{o} = (long)(left{o} > 0 ? n0 + on{o} : 0) * {CSharp.Literal(p.Rows / width)} + {IndexMath.Divide(feature, width)};");
        _writer.Line($"var to{o} = {ByWidth("y")}.SubView(at{o});");
    }

    /// <summary>Whether all that a thread stores of a round is the same feature, of samples that are whole fours apart.</summary>
    private bool AreOutletsAligned => _shape.Threads % (_shape.StagedRun / _shape.StagedWidth) == 0;

    private string ByWidth(string view) => _shape.StagedWidth > 1 ? $"{view}.Cast<{Four}>()" : view;

    /// <summary>Four rows and four samples of each thread: into shared memory, and out of it.</summary>
    /// <param name="row">The first of the rows.</param>
    /// <param name="q">The samples, in fours.</param>
    /// <param name="meets">Whether the group meets before it writes, because some may still read.</param>
    private void Round(int row, int q, bool meets)
    {
        var samples = Enumerable.Range(4 * q, 4).ToList();
        if (meets)
        {
            _writer.Line("Group.Barrier();");
        }

        for (var r = 0; r < 4; r++)
        {
            var place = InletOffset(r) is { } offset ? $"put0[{CSharp.Literal(offset)}]" : $"put{CSharp.Literal(r)}[0]";
            _writer.Line($"{place} = new Float4({string.Join(", ", samples.Select(sample => Sum(row + r, sample)))});");
        }

        _writer.Line("Group.Barrier();");
        for (var outlet = 0; outlet < Outlets; outlet++)
        {
            using (_writer.Braces())
            {
                Leave(row, q, outlet);
            }
        }
    }

    private void Leave(int row, int q, int outlet)
    {
        var (p, width) = (_shape.Pattern, _shape.StagedWidth);
        var (place, distance) = AreOutletsAligned ? ("0", outlet * (_shape.Threads * width / _shape.StagedRun) * 4) : (CSharp.Literal(outlet), 0);
        var values = Enumerable.Range(0, width).ToList();
        foreach (var z in values)
        {
            _writer.Line($"var s{CSharp.Literal(z)} = take{CSharp.Literal(outlet)}[{CSharp.Literal(z * _shape.StagedPlane)}];");
        }

        var left = "left" + place;
        if (_shape.AreRowsRagged)
        {
            left = "left";
            _writer.Line($"int left = {IndexMath.Sum("k0", "ok" + place, CSharp.Literal(RowOffset(row)))} < {CSharp.Literal(p.B)} ? left{place} : 0;");
        }

        int Distance(int sample) => distance + SampleOffset((4 * q) + sample);
        string At(int sample) => CSharp.LongLiteral(((Distance(sample) * p.Rows) + (RowOffset(row) * (long)p.D)) / width);
        using (_writer.Open("if (hasResidual != 0)"))
        {
            _writer.Line($"var from = {ByWidth("residual")}.SubView(at{place});");
            for (var sample = 0; sample < 4; sample++)
            {
                using (_writer.Open($"if ({Left(left, Distance(sample))})"))
                {
                    _writer.Line($"var r = from[{At(sample)}];");
                    _writer.Line(string.Join(" ", values.Select(z => $"s{CSharp.Literal(z)}.{"XYZW"[sample]} += r{(width > 1 ? "." + "XYZW"[z] : "")};")));
                }
            }
        }

        Relu(values.SelectMany(z => "XYZW".Select(sample => $"s{CSharp.Literal(z)}.{sample}")));
        for (var sample = 0; sample < 4; sample++)
        {
            Store(Left(left, Distance(sample)), "to" + place, At(sample), values.Select(z => $"s{CSharp.Literal(z)}.{"XYZW"[sample]}"));
        }
    }

    /// <summary>A place in shared memory, spread over the banks as <see cref="SimtShape.StagedSlot"/> has it.</summary>
    private static string Spread(string place) => $"{place} + ({place} >> 3) + ({place} >> 6)";
}
