using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Gpu;

namespace NetSpec.Compiler.Emit.Gpu;

/// <summary>
/// The kernel of attention as a class in that of a program. A group computes some queries of one head of one sample: tile by tile of keys, it multiplies
/// them with the queries, turns scores into weights of the largest score so far, and adds up the weighted values; what was summed for a smaller score is
/// corrected. So nothing but the result leaves the group.
/// </summary>
internal sealed class AttentionKernelClass
{
    private readonly SourceWriter _writer;
    private readonly GpuPlan _plan;
    private readonly AttentionShape _shape;
    private readonly string _name;
    private readonly int _tile;
    private readonly int _scoreStride;

    private AttentionKernelClass(SourceWriter writer, GpuPlan plan, AttentionShape shape, string name)
    {
        (_writer, _plan, _shape, _name) = (writer, plan, shape, name);
        (_tile, _scoreStride) = (shape.Tile, AttentionShape.ScoreStride(shape.Tile));
    }

    private int QueryTiles => (_shape.Tokens + _tile - 1) / _tile;

    /// <param name="writer">Where to.</param>
    /// <param name="plan">The program.</param>
    /// <param name="shape">What the kernel is specialised to.</param>
    /// <param name="name">Its class.</param>
    public static void Write(SourceWriter writer, GpuPlan plan, AttentionShape shape, string name) =>
        new AttentionKernelClass(writer, plan, shape, name).Class();

    private void Class()
    {
        var number = ProgramClass.Number(_plan);
        var view = $"{GpuApi.ArrayView}<{number}>";
        var (heads, features) = (CSharp.Literal(_shape.Heads), CSharp.Literal(_shape.KeyFeatures));
        _writer.Separate();
        var (tile, side) = (CSharp.Literal(_tile), CSharp.Literal(AttentionShape.Side));
        var tokens = CSharp.Literal(_shape.Tokens);
        var plural = _shape.Heads == 1 ? "" : "s";
        var causal = _shape.IsCausal ? ", of a token and those before it" : "";
        _writer.Line($"""
            /// <summary>
            /// softmax(q kᵀ / √{features}) v of {tokens} tokens for each of {heads} head{plural}{causal}: {tile} queries a group, {tile} keys at a time.
            /// Thread ({side} row + lane) has the scores of every {side}th query and key from those on, and sums every {side}th value.
            /// </summary>
            """);
        using (_writer.Open($"internal static class {_name}"))
        {
            var type = $"{GpuApi.Host}.AttentionKernel<{number}>";
            var groups = CSharp.Literal(QueryTiles * (long)_shape.Heads);
            _writer.Call($"public static readonly {type} Kernel = new {type}(groups: {groups}, threads: {CSharp.Literal(AttentionShape.Threads)}, Run);");
            _writer.Separate();
            _writer.Call($"public static void Run({view} q, {view} k, {view} v, {view} y, int samples)");
            using (_writer.Braces())
            using (Unchecked.Open(_writer))
            {
                Body();
            }
        }
    }

    private void Body()
    {
        Places();
        Shared();
        Queries();
        foreach (var (i, c) in Sums())
        {
            _writer.Line($"float o{i}_{c} = 0f;");
        }

        var end = _shape.IsCausal
            ? $"{Min($"first + {CSharp.Literal(_tile)}", CSharp.Literal(_shape.Tokens))}"
            : CSharp.Literal(_shape.Tokens);
        if (_shape.IsCausal)
            _writer.Line("// No query of the tile looks at a key behind the last one.");
        _writer.Line($"int end = {end};");
        using (_writer.Open($"for (int key0 = 0; key0 < end; key0 += {CSharp.Literal(_tile)})"))
        {
            Keys();
            Scores();
            Softmax();
            Values();
        }

        Results();
    }

    /// <summary>Which queries a group has, and where they are.</summary>
    private void Places()
    {
        var (tiles, heads) = (CSharp.Literal(QueryTiles), CSharp.Literal(_shape.Heads));
        _writer.Line($"int thread = {Group}.IdxX;");
        _writer.Line($"int row = thread / {CSharp.Literal(AttentionShape.Side)};");
        _writer.Line($"int lane = thread % {CSharp.Literal(AttentionShape.Side)};");
        if (QueryTiles == 1)
        {
            _writer.Line($"int part = {Grid}.IdxX;");
            _writer.Line("int first = 0;");
        }
        else
        {
            _writer.Line($"int part = {Grid}.IdxX / {tiles};");
            _writer.Line($"int first = ({Grid}.IdxX - (part * {tiles})) * {CSharp.Literal(_tile)};");
        }

        if (_shape.Heads == 1)
        {
            _writer.Line("int sample = part;");
            _writer.Line("int head = 0;");
        }
        else
        {
            _writer.Line($"int sample = part / {heads};");
            _writer.Line($"int head = part - (sample * {heads});");
        }

        _writer.Line("");
        var (keys, values) = (_shape.KeyFeatures * _shape.Heads, _shape.ValueFeatures * _shape.Heads);
        var joint = (2 * keys) + values;
        Start("q", _shape.KeyFeatures, _shape.IsJoint ? joint : keys, 0);
        Start("k", _shape.KeyFeatures, _shape.IsJoint ? joint : keys, _shape.IsJoint ? keys : 0);
        Start("v", _shape.ValueFeatures, _shape.IsJoint ? joint : values, _shape.IsJoint ? 2 * keys : 0);
        Start("y", _shape.ValueFeatures, values, 0);
        _writer.Line("");
    }

    /// <summary>The first number of a head, and the distances from there.</summary>
    private void Start(string value, int features, int all, int offset)
    {
        var channel = $"(head * {CSharp.Literal(features)})";
        if (offset > 0)
            channel = $"({channel} + {CSharp.Literal(offset)})";

        if (_plan.IsBatchLast)
        {
            _writer.Line($"long {value}Feature = {CSharp.Literal(_shape.Tokens)}L * samples;");
            _writer.Line($"long {value}At = ({channel} * {value}Feature) + sample;");
        }
        else
        {
            _writer.Line($"long {value}At = (sample * {CSharp.Literal((long)all * _shape.Tokens)}L) + {channel};");
        }
    }

    private string At(string value, string token, string feature, int features, int all) => _plan.IsBatchLast
        ? $"{value}[{value}At + (({token}) * (long)samples) + ({feature} * {value}Feature)]"
        : $"{value}[{value}At + (({token}) * {CSharp.Literal(_shape.IsJoint && value != "y" ? 3L * features * _shape.Heads : all)}L) + {feature}]";

    private void Shared()
    {
        Allocate("queries", _tile * _shape.KeyStride);
        Allocate("keys", _tile * _shape.KeyStride);
        Allocate("values", _tile * _shape.ValueFeatures);
        Allocate("scores", _tile * _scoreStride);
        Allocate("largest", _tile);
        Allocate("sums", _tile);
        Allocate("corrections", _tile);
        _writer.Line("");
    }

    private void Allocate(string name, int size) => _writer.Line($"var {name} = {SharedMemory}.Allocate<float>({CSharp.Literal(size)});");

    private void Queries()
    {
        var scale = CSharp.Literal((float)(1 / System.Math.Sqrt(_shape.KeyFeatures)));
        Load("queries", "q", "first", _shape.KeyFeatures, _shape.KeyStride, $" * {scale}");
        using (_writer.Open($"if (thread < {CSharp.Literal(_tile)})"))
        {
            _writer.Line("largest[thread] = float.NegativeInfinity;");
            _writer.Line("sums[thread] = 0f;");
        }

        _writer.Line("");
    }

    private void Keys()
    {
        _writer.Line("// What the round before read is not needed any more.");
        _writer.Line($"{Group}.Barrier();");
        Load("keys", "k", "key0", _shape.KeyFeatures, _shape.KeyStride, "");
        Load("values", "v", "key0", _shape.ValueFeatures, _shape.ValueFeatures, "");
        _writer.Line($"{Group}.Barrier();");
        _writer.Line("");
    }

    /// <summary>A tile of tokens; zeros behind the last one.</summary>
    private void Load(string to, string from, string start, int features, int stride, string scale)
    {
        var (count, threads) = (CSharp.Literal(_tile * features), CSharp.Literal(AttentionShape.Threads));
        using (_writer.Open($"for (int i = thread; i < {count}; i += {threads})"))
        {
            // Neighbouring threads take what lies side by side: features, or, a sample apart, tokens.
            if (_plan.IsBatchLast)
            {
                _writer.Line($"int f = i / {CSharp.Literal(_tile)};");
                _writer.Line($"int t = i - (f * {CSharp.Literal(_tile)});");
            }
            else
            {
                _writer.Line($"int t = i / {CSharp.Literal(features)};");
                _writer.Line($"int f = i - (t * {CSharp.Literal(features)});");
            }

            _writer.Line("float value = 0f;");
            _writer.Line($"if ({start} + t < {CSharp.Literal(_shape.Tokens)})");
            using (_writer.Indent())
            {
                var number = At(from, $"{start} + t", "f", features, features * _shape.Heads);
                _writer.Line($"value = {(_plan.IsHalf ? "(float)" : "")}{number}{scale};");
            }

            _writer.Line("");
            _writer.Line($"{to}[(t * {CSharp.Literal(stride)}) + f] = value;");
        }

        _writer.Line("");
    }

    /// <summary>Products of queries and keys; nothing where a query does not look.</summary>
    private void Scores()
    {
        var rows = Enumerable.Range(0, _shape.RowsOfThread).ToList();
        foreach (var i in rows)
        {
            _writer.Line(string.Join(" ", rows.Select(j => $"float s{i}_{j} = 0f;")));
        }

        using (_writer.Open($"for (int f = 0; f < {CSharp.Literal(_shape.KeyFeatures)}; f++)"))
        {
            foreach (var i in rows)
            {
                _writer.Line($"float q{i} = queries[({Row("row", i)} * {CSharp.Literal(_shape.KeyStride)}) + f];");
            }

            foreach (var j in rows)
            {
                _writer.Line($"float k{j} = keys[({Row("lane", j)} * {CSharp.Literal(_shape.KeyStride)}) + f];");
            }

            foreach (var i in rows)
            {
                _writer.Line(string.Join(" ", rows.Select(j => $"s{i}_{j} += q{i} * k{j};")));
            }
        }

        _writer.Line("");
        foreach (var i in rows)
        {
            foreach (var j in rows)
            {
                var key = $"key0 + {Row("lane", j)}";
                var looks = _shape.IsCausal ? $"{key} <= first + {Row("row", i)}" : $"{key} < {CSharp.Literal(_shape.Tokens)}";
                _writer.Line(
                    $"scores[({Row("row", i)} * {CSharp.Literal(_scoreStride)}) + {Row("lane", j)}] = {looks} ? s{i}_{j} : float.NegativeInfinity;");
            }
        }

        _writer.Line($"{Group}.Barrier();");
        _writer.Line("");
    }

    /// <summary>Weights of the tile's keys, and what the sums so far are to be multiplied with.</summary>
    private void Softmax()
    {
        using (_writer.Open($"if (thread < {CSharp.Literal(_tile)})"))
        {
            var (tile, score) = (CSharp.Literal(_tile), $"scores[(thread * {CSharp.Literal(_scoreStride)}) + j]");
            _writer.Line("float before = largest[thread];");
            _writer.Line("float most = before;");
            using (_writer.Open($"for (int j = 0; j < {tile}; j++)"))
            {
                _writer.Line($"float score = {score};");
                _writer.Line("most = score > most ? score : most;");
            }

            _writer.Line("");
            _writer.Line($"float correction = {Exp("before - most")};");
            _writer.Line("float sum = sums[thread] * correction;");
            using (_writer.Open($"for (int j = 0; j < {tile}; j++)"))
            {
                _writer.Line($"float weight = {Exp($"{score} - most")};");
                _writer.Line($"{score} = weight;");
                _writer.Line("sum += weight;");
            }

            _writer.Line("");
            _writer.Line("largest[thread] = most;");
            _writer.Line("sums[thread] = sum;");
            _writer.Line("corrections[thread] = correction;");
        }

        _writer.Line("");
        _writer.Line($"{Group}.Barrier();");
    }

    private void Values()
    {
        for (var i = 0; i < _shape.RowsOfThread; i++)
        {
            _writer.Line($"float c{i} = corrections[{Row("row", i)}];");
            _writer.Line(string.Join(" ", Columns().Select(c => $"o{i}_{c} *= c{i};")));
        }

        using (_writer.Open($"for (int j = 0; j < {CSharp.Literal(_tile)}; j++)"))
        {
            for (var i = 0; i < _shape.RowsOfThread; i++)
            {
                _writer.Line($"float w{i} = scores[({Row("row", i)} * {CSharp.Literal(_scoreStride)}) + j];");
            }

            foreach (var c in Columns())
            {
                var value = $"values[(j * {CSharp.Literal(_shape.ValueFeatures)}) + {Column(c)}]";
                _writer.Line($"float v{c} = {value};");
                _writer.Line(string.Join(" ", Enumerable.Range(0, _shape.RowsOfThread).Select(i => $"o{i}_{c} += w{i} * v{c};")));
            }
        }
    }

    private void Results()
    {
        _writer.Line("");
        for (var i = 0; i < _shape.RowsOfThread; i++)
        {
            using (_writer.Open($"if (first + {Row("row", i)} < {CSharp.Literal(_shape.Tokens)})"))
            {
                _writer.Line($"float sum = sums[{Row("row", i)}];");
                foreach (var c in Columns())
                {
                    var to = At("y", $"first + {Row("row", i)}", Row("lane", c), _shape.ValueFeatures, _shape.ValueFeatures * _shape.Heads);
                    var result = _plan.IsHalf ? $"({GpuApi.Half})(o{i}_{c} / sum)" : $"o{i}_{c} / sum";
                    if (!IsWhole(c))
                        _writer.Line($"if ({Row("lane", c)} < {CSharp.Literal(_shape.ValueFeatures)})");
                    _writer.Line($"{(IsWhole(c) ? "" : "    ")}{to} = {result};");
                }
            }
        }
    }

    /// <summary>A feature of a value; the last one there is where a thread has none.</summary>
    private string Column(int c) => IsWhole(c) ? Row("lane", c) : Min(Row("lane", c), CSharp.Literal(_shape.ValueFeatures - 1));

    private bool IsWhole(int c) => (c + 1) * AttentionShape.Side <= _shape.ValueFeatures;

    private IEnumerable<int> Columns() => Enumerable.Range(0, _shape.ValuesOfThread);

    private IEnumerable<(int Row, int Column)> Sums() => Enumerable.Range(0, _shape.RowsOfThread).SelectMany(_ => Columns(), (i, c) => (i, c));

    private static string Row(string thread, int i) => i == 0 ? thread : $"({thread} + {CSharp.Literal(i * AttentionShape.Side)})";

    private static string Min(string a, string b) => $"({a} < {b} ? {a} : {b})";

    private static string Exp(string x) => $"{GpuApi.Host}.DeviceMath.Exp({x})";

    private const string Group = "global::ILGPU.Group", Grid = "global::ILGPU.Grid", SharedMemory = "global::ILGPU.SharedMemory";
}
