using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Rewrites;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Compiler.Theory;

/// <summary>
/// One sweep over a net in topological order with some knowledge of the paths that end at each neuron. Neurons are alike
/// when their channels, rows and columns are fed alike (away from the borders, all of a map are), and each class is
/// computed once: a large network costs milliseconds.
/// </summary>
internal sealed class ClassSweep<T>
{
    private readonly IPathAlgebra<T> _algebra;
    private readonly ClassValues<T>[] _values;

    private ClassSweep(Net net, IPathAlgebra<T> algebra)
    {
        _algebra = algebra;
        _values = new ClassValues<T>[net.Nodes.Count];
        foreach (var node in net.Nodes)
        {
            _values[node.Id] = Compute(net, node);
        }
    }

    /// <summary>The values of the neurons of each output of the net.</summary>
    public static IReadOnlyList<ClassValues<T>> Outputs(Net net, IPathAlgebra<T> algebra)
    {
        var model = TheoryNet.Of(net);
        var sweep = new ClassSweep<T>(model, algebra);
        return [.. model.Outputs.Select(output => sweep._values[output.Node])];
    }

    private ClassValues<T> Compute(Net net, Node node)
    {
        var operands = node.Inputs.Select(id => _values[id]).ToArray();
        return node.Op.Wire([.. node.Inputs.Select(id => net.Nodes[id].Shape)]) switch
        {
            Wiring.Source => ClassValues<T>.Uniform(node.Shape.Channels, node.Shape.Height, node.Shape.Width, _algebra.Input),
            Wiring.Sum => Sum(operands, PathModel.NeuronsOf(node)),
            Wiring.Parts => Concatenation(operands),
            Wiring.Flat => Flattening(operands[0]),
            Wiring.Turned => Turning(operands[0]),
            Wiring.Block => Block((Neurons)node.Op, operands[0]),
            Wiring.Axes axes => Layer(operands[0], axes, node.Shape, PathModel.NeuronsOf(node)),
            _ => throw new InvalidOperationException($"Nobody asks how '{node.Op.Keyword}' is wired."),
        };
    }

    private ClassValues<T> Layer(ClassValues<T> operand, Wiring.Axes axes, Shape shape, NeuronKind kind)
    {
        var channels = new AxisFan(axes.Channels, shape.Channels, operand.Channels.Length).Divide(operand.Channels, out var channelTerms);
        var rows = new AxisFan(axes.Rows, shape.Height, operand.Rows.Length).Divide(operand.Rows, out var rowTerms);
        var columns = new AxisFan(axes.Columns, shape.Width, operand.Columns.Length).Divide(operand.Columns, out var columnTerms);

        // Axis by axis, as the sums are separable.
        var values = Along(operand.Values, operand.ChannelClasses, operand.RowClasses * operand.ColumnClasses, channelTerms);
        values = Along(values, operand.RowClasses, operand.ColumnClasses, rowTerms);
        values = Along(values, operand.ColumnClasses, 1, columnTerms);
        return new(channels, rows, columns, [.. values.Select(value => _algebra.Extend(value, kind))]);
    }

    /// <summary>The sums along one axis of an array.</summary>
    /// <param name="values">The array.</param>
    /// <param name="size">Its length along the axis.</param>
    /// <param name="inner">The values of one place on the axis that stand together.</param>
    /// <param name="targets">For each place of the result, the terms of its sum; null to leave the array as it is.</param>
    private T[] Along(T[] values, int size, int inner, FanTerm[][]? targets)
    {
        if (targets is null)
            return values;

        var outer = values.Length / (size * inner);
        var results = new T[outer * targets.Length * inner];
        for (var result = 0; result < results.Length; result++)
        {
            var (before, target, after) = (result / inner / targets.Length, result / inner % targets.Length, result % inner);
            var sum = _algebra.None;
            foreach (var term in targets[target])
            {
                sum = _algebra.Join(sum, _algebra.Times(values[(((before * size) + term.Class) * inner) + after], term.Edges));
            }

            results[result] = sum;
        }

        return results;
    }

    private ClassValues<T> Sum(ClassValues<T>[] operands, NeuronKind kind)
    {
        var channels = new JointClasses([.. operands.Select(operand => operand.Channels)]);
        var (rows, columns) = CommonMap(operands);
        var values = new List<T>(channels.Count * rows.Count * columns.Count);
        for (var channel = 0; channel < channels.Count; channel++)
        {
            for (var row = 0; row < rows.Count; row++)
            {
                for (var column = 0; column < columns.Count; column++)
                {
                    var sum = _algebra.None;
                    for (var i = 0; i < operands.Length; i++)
                    {
                        sum = _algebra.Join(sum, operands[i].At(channels.In(i, channel), rows.In(i, row), columns.In(i, column)));
                    }

                    values.Add(_algebra.Extend(sum, kind));
                }
            }
        }

        return new(channels.Classes, rows.Classes, columns.Classes, [.. values]);
    }

    private static ClassValues<T> Concatenation(ClassValues<T>[] operands)
    {
        var (rows, columns) = CommonMap(operands);
        var channels = new List<int>();
        var values = new List<T>();
        var first = 0;
        for (var i = 0; i < operands.Length; i++)
        {
            channels.AddRange(operands[i].Channels.Select(channel => first + channel));
            first += operands[i].ChannelClasses;
            for (var channel = 0; channel < operands[i].ChannelClasses; channel++)
            {
                for (var row = 0; row < rows.Count; row++)
                {
                    for (var column = 0; column < columns.Count; column++)
                    {
                        values.Add(operands[i].At(channel, rows.In(i, row), columns.In(i, column)));
                    }
                }
            }
        }

        return new([.. channels], rows.Classes, columns.Classes, [.. values]);
    }

    private static ClassValues<T> Flattening(ClassValues<T> operand)
    {
        var features = new List<int>(operand.Channels.Length * operand.Rows.Length * operand.Columns.Length);
        foreach (var channel in operand.Channels)
        {
            foreach (var row in operand.Rows)
            {
                features.AddRange(operand.Columns.Select(column => (((channel * operand.RowClasses) + row) * operand.ColumnClasses) + column));
            }
        }

        return new([.. features], [0], [0], operand.Values);
    }

    private static ClassValues<T> Turning(ClassValues<T> operand) => new(
        operand.Columns,
        operand.Rows,
        operand.Channels,
        [
            .. from column in Enumerable.Range(0, operand.ColumnClasses)
               from channel in Enumerable.Range(0, operand.ChannelClasses)
               select operand.At(channel, 0, column),
        ]);

    private ClassValues<T> Block(Neurons block, ClassValues<T> operand)
    {
        var values = new List<T>();
        for (var input = 0; input < block.InputNames.Count; input++)
        {
            values.Add(operand.OfFeature(input));
        }

        foreach (var neuron in block.Items)
        {
            var antecedents = neuron.Antecedents.Select(edge => values[edge.Source]).Aggregate(_algebra.None, _algebra.Join);
            values.Add(_algebra.Extend(antecedents, PathModel.KindOf(neuron)));
        }

        var outputs = block.Outputs.Select(output => values[block.InputNames.Count + output]).ToArray();
        return new([.. Enumerable.Range(0, outputs.Length)], [0], [0], outputs);
    }

    private static (JointClasses Rows, JointClasses Columns) CommonMap(ClassValues<T>[] operands) =>
        (new([.. operands.Select(operand => operand.Rows)]), new([.. operands.Select(operand => operand.Columns)]));
}
