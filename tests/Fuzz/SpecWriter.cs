using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NetSpec.Fuzz;

/// <summary>Writes specs that follow the grammar; whether shapes meet is left to chance.</summary>
internal sealed class SpecWriter(Random random)
{
    private static readonly string[] VectorStages = ["relu", "id", "bias", "scale", "bn", "dropout(0.5)", "flatten", "topk(3)", "groupsort(2)", "pad(front=1, back=2)", "bn(affine=false)"];
    private static readonly string[] MapStages =
    [
        "relu", "bn(eps=1e-3)", "maxpool(2x2)", "maxpool(3x3, stride=2, pad=1, ceil=true)", "kmaxpool(2, 2x2)", "avgpool(global)",
        "avgpool(adaptive=2x3)", "avgpool(3x3, stride=1, pad=(1, 1, 1, 1), count_include_pad=false)", "upsample(2)", "flatten", "scale",
        "depthwise(3x3, pad=1)", "convt(4, 2x2, stride=2)", "pad(1)", "pad(bottom=1, right=1)", "pad((0, 1, 2, 0), back=4)", "bn(affine=false)",
        "maxpool(3x3, stride=2, pad=same)", "avgpool(2x2, stride=1, pad=same)", "conv(4, 3x2, stride=2, pad=same)", "convt(4, 3x3, stride=2, pad=same)",
    ];

    private readonly StringBuilder _text = new();
    private readonly List<string> _blocks = [];
    private readonly List<string> _neurons = [];

    public string Write()
    {
        if (random.Next(3) == 0)
        {
            _text.Append("namespace A.B\n\n");
        }

        for (var count = random.Next(3); count > 0; count--)
        {
            Block();
        }

        if (random.Next(4) == 0)
        {
            NamedNeurons();
        }

        for (var count = random.Next(1, 3); count > 0; count--)
        {
            Net("N" + Text(count));
        }

        for (var count = random.Next(3); count > 0; count--)
        {
            Tuning();
        }

        return _text.ToString();
    }

    private void Block()
    {
        var name = "b" + Text(_blocks.Count);
        _text.Append(CultureInfo.InvariantCulture, $"block {name}(c, n=2) {{\n    main = in -> {Chain(isMap: true, 3, "c")}\n    out = main{(random.Next(2) == 0 ? " + in" : "")} -> relu\n}}\n\n");
        _blocks.Add(name);
    }

    private void NamedNeurons()
    {
        _text.Append("neurons cell {\n");
        NeuronLines("    ");
        _text.Append("}\n\n");
        _neurons.Add("cell");
    }

    private void Net(string name)
    {
        _text.Append("net ").Append(name).Append(random.Next(2) == 0 ? " {\n" : "(c=8, n=3) {\n");
        if (random.Next(5) == 0)
        {
            _text.Append("    neurons {\n");
            NeuronLines("        ");
            _text.Append("    }\n");
        }
        else
        {
            Statements();
        }

        if (random.Next(2) == 0)
        {
            _text.Append(random.Next(4) switch { 0 => "    emit forward, gpu, gpu_half\n", 1 => "    emit pathnorm\n", 2 => "    emit gpu, phicost only\n", _ => "    emit forward\n" });
        }

        _text.Append("}\n\n");
    }

    private void Tuning()
    {
        var (precision, layout) = (random.Next(2) == 0 ? "fp32" : "fp16", random.Next(2) == 0 ? "batch_first" : "batch_last");
        var own = random.Next(3) == 0 ? $"warp={Text(1 << random.Next(7))}x32" : $"thread={Text(random.Next(1, 9))}x8";
        var interleaved = random.Next(3) == 0 ? $" interleaved={Expression(1)}" : "";
        _text.Append(CultureInfo.InvariantCulture, $"tune ks({Expression(1)}, 64, (48), {Text(random.Next(1, 9))}) {precision} {layout} tile={Text(16 << random.Next(4))}x64x8 {own}{interleaved}\n");
    }

    private void Statements()
    {
        var isMap = random.Next(2) == 0;
        _text.Append("    input x : ").Append(isMap ? "4x9x7" : "12").Append('\n');
        if (!isMap && random.Next(3) == 0)
        {
            _text.Append("    layout batch_last\n");
        }

        List<string> values = ["x"];
        for (var count = random.Next(5); count > 0; count--)
        {
            var name = "v" + Text(count);
            _text.Append(CultureInfo.InvariantCulture, $"    {name}{(random.Next(8) == 0 ? " : 12" : "")} = {Value(values)} -> {Chain(isMap, 4, "8")}\n");
            values.Add(name);
        }

        _text.Append(CultureInfo.InvariantCulture, $"    output y = {Value(values)}\n");
    }

    private string Value(List<string> values)
    {
        var first = values[random.Next(values.Count)];
        var second = values[random.Next(values.Count)];
        return random.Next(5) switch
        {
            0 => first + " + " + second,
            1 => $"concat({first}, {second} -> relu)",
            2 => $"({first} -> relu) + {second}",
            _ => first,
        };
    }

    private string Chain(bool isMap, int most, string width) => string.Join(
        random.Next(4) == 0 ? "\n        -> " : " -> ",
        Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => Stage(isMap, width, 3)));

    private string Stage(bool isMap, string width, int depth) => random.Next(10) switch
    {
        0 when depth > 0 => $"repeat {Text(random.Next(4))} {Stage(isMap, width, depth - 1)}",
        1 when depth > 0 => $"repeat i in {Text(random.Next(3))}..{Expression(2)} ({Stage(isMap, width, depth - 1)} as s.{{i}} -> relu)",
        2 when depth > 0 => $"({Stage(isMap, width, depth - 1)} -> {Stage(isMap, width, depth - 1)}){Name()}",
        3 when _blocks.Count > 0 => $"{_blocks[random.Next(_blocks.Count)]}({width}){Name()}",
        4 when _neurons.Count > 0 => "linear(2) -> cell",
        < 8 => isMap
            ? $"conv({(random.Next(4) == 0 ? Expression(3) : width)}, {(random.Next(2) == 0 ? "3x3, pad=1" : "1x1")}{(random.Next(6) == 0 ? ", stride=2x1" : "")}){Name()}"
            : random.Next(4) == 0 ? $"{SparseChain(width)}{Name()}"
            : random.Next(3) == 0 ? $"ks({Expression(1)}, 2, 2, {Expression(1)})" : $"linear({(random.Next(2) == 0 ? "12" : Expression(3))}){Name()}",
        _ => isMap ? MapStages[random.Next(MapStages.Length)] : VectorStages[random.Next(VectorStages.Length)],
    };

    private string SparseChain(string width) => random.Next(7) switch
    {
        0 => $"dense({width})",
        1 => $"lowrank(12, {Expression(1)})",
        2 => "butterfly",
        3 => $"butterfly(block={Expression(1)})",
        4 => $"kaleidoscope(block={Text(random.Next(1, 7))})",
        5 => $"monarch(12, p={Text(random.Next(1, 7))})",
        _ => $"deformable(({Expression(1)}, 2, 2, 3), (1, 4, {Text(random.Next(1, 4))}, 3))",
    };

    private string Name() => random.Next(6) switch { 0 => " as n" + Text(random.Next(50)), 1 => " as a." + Text(random.Next(9)) + ".b", _ => "" };

    private string Expression(int depth)
    {
        if (depth == 0 || random.Next(3) == 0)
        {
            return random.Next(4) == 0 ? "n" : Text(random.Next(1, 9));
        }

        var (left, right) = (Expression(depth - 1), Expression(depth - 1));
        return random.Next(3) == 0 ? $"({left} {"+-*/%^"[random.Next(6)]} {right})" : $"{left}{"+*-"[random.Next(3)]}{right}";
    }

    private void NeuronLines(string indent)
    {
        List<string> names = ["a", "b"];
        _text.Append(indent).Append("input a, b\n");
        for (var count = random.Next(6); count > 0; count--)
        {
            var name = "h" + Text(count);
            var antecedents = names.OrderBy(_ => random.Next()).Take(random.Next(1, names.Count + 1)).Select(Edge);
            _text.Append(CultureInfo.InvariantCulture, $"{indent}{name} : {(random.Next(3) switch { 0 => "relu", 1 => "id", _ => "pool(1)" })} = {string.Join(", ", antecedents)}{Bias()}\n");
            names.Add(name);
        }

        _text.Append(CultureInfo.InvariantCulture, $"{indent}output y = {string.Join(", ", names.Select(Edge))}{Bias()}\n");
    }

    private string Edge(string name) => random.Next(4) switch { 0 => name + "*-0.5", 1 => name + "*1", _ => name };

    private string Bias() => random.Next(2) == 0 ? " + bias" : "";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
