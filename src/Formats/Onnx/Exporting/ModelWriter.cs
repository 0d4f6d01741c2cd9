using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Formats.Onnx.Messages;
using NetSpec.Formats.Tensors;
using NetSpec.Runtime.Weights;

namespace NetSpec.Formats.Onnx.Exporting;

/// <summary>Writes a model: its messages from memory, its tensors from where they lie.</summary>
internal sealed class ModelWriter
{
    public const int Opset = 17;
    private const int IrVersion = 8;
    private const int FloatType = 1;
    private const int Int64Type = 7;
    private const int Piece = 1 << 20;

    private readonly ProtoWriter _head = new();
    private readonly ProtoWriter _tail = new();
    private readonly List<TensorEntry> _tensors;

    public ModelWriter(Net net, IReadOnlyList<TensorEntry> parameters, int? batch)
    {
        var scope = new ExportScope(net);
        var outputs = Nodes(net, scope);
        foreach (var node in scope.Nodes)
        {
            _head.Message(1, node);
        }

        _head.Text(2, net.Name);
        foreach (var input in net.Inputs.Select(i => net.Nodes[i]))
        {
            _tail.Message(11, Port(scope.Value(input.Id), input.Shape, batch, input.Op is Input { IsInteger: true } ? Int64Type : FloatType));
        }

        foreach (var (name, node) in outputs)
        {
            _tail.Message(12, Port(name, net.Nodes[node].Shape, batch, FloatType));
        }

        _tensors = [.. parameters, .. scope.Constants];
    }

    /// <summary>The bytes of all tensors: a message of protobuf may have 2 GiB.</summary>
    public long TensorBytes => _tensors.Sum(tensor => tensor.ByteLength);

    /// <summary>Writes the model, with the tensors in it or with references to a file beside it.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="external">The name of the file that has the tensors' bytes one after another; null for in it.</param>
    public void Write(Stream stream, string? external = null)
    {
        var model = new ProtoWriter().Integer(1, IrVersion).Text(2, "NetSpec").Message(8, new ProtoWriter().Text(1, "").Integer(2, Opset));
        var tensors = Placed(external);
        var length = _head.Length + _tail.Length + tensors.Sum(tensor => tensor.Field.Length + tensor.Head.Length + tensor.Bytes);
        model.Run(7, length).WriteTo(stream);
        _head.WriteTo(stream);
        foreach (var (field, head, _, tensor) in tensors)
        {
            field.WriteTo(stream);
            head.WriteTo(stream);
            if (external is null)
                Copy(tensor, stream);
        }

        _tail.WriteTo(stream);
    }

    /// <summary>Writes the tensors' bytes one after another.</summary>
    public void WriteExternal(Stream stream)
    {
        foreach (var tensor in _tensors)
        {
            Copy(tensor, stream);
        }
    }

    private List<(ProtoWriter Field, ProtoWriter Head, long Bytes, TensorEntry Tensor)> Placed(string? external)
    {
        var placed = new List<(ProtoWriter, ProtoWriter, long, TensorEntry)>();
        var offset = 0L;
        foreach (var tensor in _tensors)
        {
            var head = Head(tensor);
            var bytes = external is null ? tensor.ByteLength : 0;
            if (external is null)
            {
                head.Run(9, bytes);
            }
            else
            {
                head.Message(13, Pair("location", external))
                    .Message(13, Pair("offset", FormattableString.Invariant($"{offset}")))
                    .Message(13, Pair("length", FormattableString.Invariant($"{tensor.ByteLength}")))
                    .Integer(14, 1);
                offset += tensor.ByteLength;
            }

            placed.Add((new ProtoWriter().Run(5, head.Length + bytes), head, bytes, tensor));
        }

        return placed;
    }

    private static ProtoWriter Pair(string key, string value) => new ProtoWriter().Text(1, key).Text(2, value);

    /// <summary>Writes the nodes.</summary>
    /// <returns>The names of the outputs with the nodes that they are of.</returns>
    private static List<(string Name, int Node)> Nodes(Net net, ExportScope scope)
    {
        // Outputs have their names before others take them, but for those of a node that has one already.
        var outputs = new List<(string Name, int Node)>();
        var first = net.Outputs
            .Where(output => net.Nodes[output.Node].Op is not Input)
            .GroupBy(output => output.Node)
            .ToDictionary(same => same.Key, same => same.First());
        foreach (var input in net.Inputs)
        {
            scope.Name(input, net.Nodes[input].Name);
        }

        foreach (var output in net.Outputs)
        {
            var isFirst = first.TryGetValue(output.Node, out var own) && own == output;
            outputs.Add((isFirst ? scope.Name(output.Node, output.Name) : scope.Reserve(output.Name), output.Node));
        }

        foreach (var node in net.Nodes.Where(node => node.Op is not Input))
        {
            if (!first.ContainsKey(node.Id))
                scope.Name(node.Id, node.Name);
        }

        foreach (var node in net.Nodes.Where(node => node.Op is not Input))
        {
            OpExports.Export(node, scope);
        }

        foreach (var (name, node) in outputs.Where(output => scope.Value(output.Node) != output.Name))
        {
            scope.Write("Identity", name, [scope.Value(node)], name, null);
        }

        return outputs;
    }

    private static ProtoWriter Head(TensorEntry tensor)
    {
        var head = new ProtoWriter();
        foreach (var dim in tensor.Shape)
        {
            head.Integer(1, dim);
        }

        return head.Integer(2, tensor.Type == TensorType.I64 ? Int64Type : FloatType).Text(8, tensor.Name);
    }

    private static ProtoWriter Port(string name, Shape shape, int? batch, int element)
    {
        var first = batch is { } count ? new ProtoWriter().Integer(1, count) : new ProtoWriter().Text(2, "batch");
        var dims = new ProtoWriter().Message(1, first);
        foreach (var dim in shape.Dims)
        {
            dims.Message(1, new ProtoWriter().Integer(1, dim));
        }

        var type = new ProtoWriter().Message(1, new ProtoWriter().Integer(1, element).Message(2, dims));
        return new ProtoWriter().Text(1, name).Message(2, type);
    }

    private static void Copy(TensorEntry tensor, Stream stream)
    {
        var piece = new byte[(int)Math.Min(Piece, tensor.ByteLength)];
        for (long at = 0; at < tensor.ByteLength; at += piece.Length)
        {
            var part = piece.AsSpan(0, (int)Math.Min(piece.Length, tensor.ByteLength - at));
            tensor.ReadBytes(at, part);
            stream.Write(part);
        }
    }
}
