using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Compiler.Rewrites.PathNorms;

/// <summary>
/// Rewrites a path-norm net so that every layer computes its distinct rows and columns only, with the same ops on smaller
/// maps. An input of ones is constant, and so is each later map away from its borders: rows with the same history of
/// paddings hold the same values.
/// </summary>
/// <remarks>
/// Rows are put in classes, from the inputs on: a row's class is what its window reads, class by class. Rows of one class are
/// equal, columns likewise, and the value at a position follows from the classes of its row and column. Each value is stored
/// without some rows and columns whose classes are there all the same; an operand that is stored in another cut than an op
/// needs is stretched first, a copy of rows and columns by number.
/// </remarks>
internal sealed class Compression
{
    private readonly PathNet _path;
    private readonly PathNetBuilder _builder;
    private readonly Stored[] _stored;
    private readonly Dictionary<(int Value, Cut Rows, Cut Columns), int> _stretched = [];

    /// <summary>How many cuts there are of each value.</summary>
    private readonly Dictionary<int, int> _cuts = [];

    private Compression(PathNet path)
    {
        _path = path;
        _builder = new PathNetBuilder(path.Net);
        _stored = new Stored[path.Net.Nodes.Count];
    }

    /// <summary>The net on fewer rows and columns; an equal net where no two rows or columns are equal.</summary>
    public static PathNet Run(PathNet path)
    {
        var compression = new Compression(path);
        foreach (var node in path.Net.Nodes)
        {
            compression.Rewrite(node);
        }

        foreach (var output in path.Net.Outputs.Select(output => path.Net.Nodes[output.Node]).Distinct())
        {
            compression._builder.Replace(output, compression.Stretched(output.Id, output, default, default));
        }

        return compression._builder.Finish();
    }

    private void Rewrite(Node node)
    {
        var operands = node.Inputs.Select(id => _stored[id]).ToArray();
        var stored = node.Shape.IsVector ? Whole(node.Shape) : node.Op switch
        {
            Ones => Constant(node.Shape),
            Add or Concat => Joined(operands),
            _ => node.Op.Wire([_path.Net.Nodes[node.Inputs[0]].Shape]) switch
            {
                Wiring.Axes { Rows: Axis.Same, Columns: Axis.Same } => operands[0] with { NeededRows = operands[0].Rows, NeededColumns = operands[0].Columns },
                Wiring.Axes wiring when HasTaps(wiring) => Sliding(node, wiring, operands[0]),
                _ => Whole(node.Shape),
            },
        };
        _stored[node.Id] = stored;
        if (node.Op is Ones)
        {
            // Made in whatever size its readers need.
            return;
        }

        var needed = node.Inputs.Select(operand => Stretched(operand, node, stored.NeededRows, stored.NeededColumns)).ToEquatableArray();
        _builder.Add(node, node.Op, needed, [.. node.Parameters.Select(index => _path.Tensors[index])]);
    }

    /// <summary>The value in a cut, made from the one it is stored in where they differ.</summary>
    private int Stretched(int value, Node near, Cut rows, Cut columns)
    {
        var (stored, node) = (_stored[value], _path.Net.Nodes[value]);
        var isOnes = node.Op is Ones;
        if (!isOnes && (node.Shape.IsVector || (stored.Rows == rows && stored.Columns == columns)))
            return _builder.Of(value);

        if (!_stretched.TryGetValue((value, rows, columns), out var made))
        {
            made = isOnes
                ? _builder.Insert(near with { Name = node.Name }, Suffix(value, ""), new Ones(Reduced(node.Shape, rows, columns)), default)
                : _builder.Insert(
                    near with { Name = node.Name },
                    Suffix(value, ".stretch"),
                    new Stretch(
                        stored.Rows.Stretched(rows, stored.RowClasses).ToEquatableArray(),
                        stored.Columns.Stretched(columns, stored.ColumnClasses).ToEquatableArray()),
                    EquatableArray.Of(_builder.Of(value)));
            _stretched.Add((value, rows, columns), made);
        }

        return made;
    }

    private string Suffix(int value, string suffix)
    {
        var earlier = _cuts.TryGetValue(value, out var count) ? count : 0;
        _cuts[value] = earlier + 1;
        return earlier == 0 ? suffix : FormattableString.Invariant($"{suffix}.{earlier + 1}");
    }

    private static Shape Reduced(Shape shape, Cut rows, Cut columns) =>
        shape.IsVector ? shape : Shape.Map(shape.Channels, shape.Height - rows.Dropped, shape.Width - columns.Dropped);

    /// <summary>A value without a cut.</summary>
    private static Stored Whole(Shape shape) =>
        new([.. Enumerable.Range(0, shape.Height)], [.. Enumerable.Range(0, shape.Width)], default, default, default, default);

    private static Stored Constant(Shape shape) =>
        new(new int[shape.Height], new int[shape.Width], new Cut(1, shape.Height - 1), new Cut(1, shape.Width - 1), default, default);

    private static Stored Joined(Stored[] operands)
    {
        var rows = Join(operands, operand => operand.RowClasses);
        var columns = Join(operands, operand => operand.ColumnClasses);
        var (rowCut, columnCut) = (
            CutSearch.Most(rows, operands.Select(operand => operand.Rows)), CutSearch.Most(columns, operands.Select(operand => operand.Columns)));
        return new(rows, columns, rowCut, columnCut, rowCut, columnCut);
    }

    private static int[] Join(Stored[] operands, Func<Stored, int[]> classes) =>
        AxisTaps.Number(Enumerable.Range(0, classes(operands[0]).Length).Select(row => operands.Select(operand => classes(operand)[row])));

    private static bool HasTaps(Wiring.Axes wiring) => wiring.Rows.Taps(0, 1) is not null && wiring.Columns.Taps(0, 1) is not null;

    private Stored Sliding(Node node, Wiring.Axes wiring, Stored operand)
    {
        var from = _path.Net.Nodes[node.Inputs[0]].Shape;
        var (rows, rowCut, rowsNeeded) = Side(wiring.Rows, operand.RowClasses, operand.Rows, from.Height, node.Shape.Height);
        var (columns, columnCut, columnsNeeded) = Side(wiring.Columns, operand.ColumnClasses, operand.Columns, from.Width, node.Shape.Width);
        return new(rows, columns, rowCut, columnCut, rowsNeeded, columnsNeeded);
    }

    private static (int[] Classes, Cut Cut, Cut Needed) Side(Axis axis, int[] operand, Cut stored, int inputs, int outputs)
    {
        var taps = AxisTaps.Of(axis, inputs, outputs);
        var classes = AxisTaps.Classes(taps, operand);
        var (cut, needed) = CutSearch.Find(axis, operand, stored, taps, classes);
        return (classes, cut, needed);
    }

    /// <summary>A value of the full net, and how the reduced net has it.</summary>
    /// <param name="RowClasses">The class of each row of the full map.</param>
    /// <param name="ColumnClasses">The class of each column.</param>
    /// <param name="Rows">Which rows are stored.</param>
    /// <param name="Columns">Which columns are stored.</param>
    /// <param name="NeededRows">Which rows of its operands it takes.</param>
    /// <param name="NeededColumns">Which columns of its operands it takes.</param>
    private sealed record Stored(int[] RowClasses, int[] ColumnClasses, Cut Rows, Cut Columns, Cut NeededRows, Cut NeededColumns);
}
