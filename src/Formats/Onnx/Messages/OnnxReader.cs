using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using NetSpec.Formats.Content;
using NetSpec.Formats.Tensors;
using NetSpec.Runtime.Weights.Names;

namespace NetSpec.Formats.Onnx.Messages;

/// <summary>Reads a model's messages. The numbers of fields are those of onnx.proto.</summary>
internal sealed class OnnxReader
{
    private readonly ProtoSource _source;
    private readonly OnnxTensors _tensors;

    private OnnxReader(ProtoSource source, ExternalFiles external) => (_source, _tensors) = (source, new(source, external));

    /// <summary>The model of a file's bytes.</summary>
    /// <exception cref="ModelFormatException">It is no model, or a damaged one.</exception>
    public static OnnxModel Read(ByteRange file, string name, ExternalFiles external)
    {
        var reader = new OnnxReader(new ProtoSource(file, name), external);
        return reader.Model(new ProtoCursor(reader._source, 0, file.Length));
    }

    private OnnxModel Model(ProtoCursor message)
    {
        var (opset, name, version) = (0L, "", "");
        OnnxModel? graph = null;
        while (message.Next())
        {
            switch (message.Field)
            {
                case 2: name = message.Text(); break;
                case 3: version = message.Text(); break;
                case 7: graph = Graph(message.Message()); break;
                case 8 when Opset(message.Message()) is ("" or "ai.onnx", var number): opset = number; break;
                case 8: break;
                default: message.Skip(); break;
            }
        }

        return graph is null
            ? throw new ModelFormatException(_source.Name, "it is no ONNX model: it has no graph.")
            : graph with { Opset = opset, Producer = $"{name} {version}".Trim() };
    }

    private static (string Domain, long Version) Opset(ProtoCursor message)
    {
        var (domain, version) = ("", 0L);
        while (message.Next())
        {
            switch (message.Field)
            {
                case 1: domain = message.Text(); break;
                case 2: version = message.Integer(); break;
                default: message.Skip(); break;
            }
        }

        return (domain, version);
    }

    private OnnxModel Graph(ProtoCursor message)
    {
        var (nodes, inputs, outputs) = (new List<OnnxNode>(), new List<OnnxPort>(), new List<OnnxPort>());
        var initializers = new Dictionary<string, TensorEntry>(StringComparer.Ordinal);
        while (message.Next())
        {
            switch (message.Field)
            {
                case 1: nodes.Add(Node(message.Message())); break;
                case 5:
                    var tensor = _tensors.Read(message.Message());
                    if (!initializers.TryAdd(tensor.Name, tensor))
                        throw new ModelFormatException(_source.Name, $"two constants are called {Quoted.Name(tensor.Name)}.");
                    break;
                case 11: inputs.Add(Port(message.Message())); break;
                case 12: outputs.Add(Port(message.Message())); break;
                case 15: throw new ModelFormatException(_source.Name, "it has sparse constants, which are not read.");
                default: message.Skip(); break;
            }
        }

        return new(0, "", nodes, initializers, [.. inputs.Where(port => !initializers.ContainsKey(port.Name))], outputs);
    }

    private OnnxNode Node(ProtoCursor message)
    {
        var (inputs, outputs) = (new List<string>(), new List<string>());
        var attributes = new Dictionary<string, OnnxAttribute>(StringComparer.Ordinal);
        var (name, op, domain) = ("", "", "");
        while (message.Next())
        {
            switch (message.Field)
            {
                case 1: inputs.Add(message.Text()); break;
                case 2: outputs.Add(message.Text()); break;
                case 3: name = message.Text(); break;
                case 4: op = message.Text(); break;
                case 5:
                    var (key, attribute) = Attribute(message.Message());
                    attributes[key] = attribute;
                    break;
                case 7: domain = message.Text(); break;
                default: message.Skip(); break;
            }
        }

        return new(name, op, domain, inputs, outputs, attributes);
    }

    /// <summary>An attribute with its name. Older writers leave its type out, so that what is there decides; a number of 0 may not be there at all.</summary>
    private (string Name, OnnxAttribute Attribute) Attribute(ProtoCursor message)
    {
        const int RealType = 1;
        const int IntegerType = 2;
        const int IntegersType = 7;
        var (name, type) = ("", 0L);
        var (integers, reals) = (new List<long>(), new List<float>());
        var attribute = new OnnxAttribute();
        while (message.Next())
        {
            switch (message.Field)
            {
                case 1: name = message.Text(); break;
                case 2: attribute = attribute with { Real = message.Single() }; break;
                case 3: attribute = attribute with { Integer = message.Integer() }; break;
                case 4: attribute = attribute with { Text = Encoding.UTF8.GetString(message.Bytes()) }; break;
                case 5: attribute = attribute with { Tensor = _tensors.Read(message.Message()) }; break;
                case 6 or 11: attribute = attribute with { Other = "a graph" }; message.Skip(); break;
                case 7: message.Singles(reals.Add); break;
                case 8: message.Integers(integers.Add); break;
                case 20: type = message.Integer(); break;
                default: attribute = attribute with { Other = "values" }; message.Skip(); break;
            }
        }

        return (name, type switch
        {
            RealType => attribute with { Real = attribute.Real ?? 0, Integer = null, Text = null },
            IntegerType => attribute with { Integer = attribute.Integer ?? 0, Real = null, Text = null },
            _ when integers.Count > 0 || type == IntegersType => new OnnxAttribute { Integers = [.. integers] },
            _ when reals.Count > 0 => new OnnxAttribute { Reals = [.. reals] },
            _ => attribute,
        });
    }

    private static OnnxPort Port(ProtoCursor message)
    {
        var name = "";
        var (type, dims) = (0L, (List<OnnxDim>?)null);
        while (message.Next())
        {
            switch (message.Field)
            {
                case 1: name = message.Text(); break;
                case 2: (type, dims) = Type(message.Message()); break;
                default: message.Skip(); break;
            }
        }

        return new(name, type, dims);
    }

    private static (long Element, List<OnnxDim>? Dims) Type(ProtoCursor message)
    {
        var (element, dims) = (0L, (List<OnnxDim>?)null);
        while (message.Next())
        {
            if (message.Field != 1)
            {
                message.Skip();
                continue;
            }

            var tensor = message.Message();
            while (tensor.Next())
            {
                switch (tensor.Field)
                {
                    case 1: element = tensor.Integer(); break;
                    case 2: dims = Shape(tensor.Message()); break;
                    default: tensor.Skip(); break;
                }
            }
        }

        return (element, dims);
    }

    private static List<OnnxDim> Shape(ProtoCursor message)
    {
        var dims = new List<OnnxDim>();
        while (message.Next())
        {
            if (message.Field != 1)
            {
                message.Skip();
                continue;
            }

            var dim = message.Message();
            var (value, name) = ((long?)null, "");
            while (dim.Next())
            {
                switch (dim.Field)
                {
                    case 1: value = dim.Integer(); break;
                    case 2: name = dim.Text(); break;
                    default: dim.Skip(); break;
                }
            }

            dims.Add(new(value, name));
        }

        return dims;
    }
}
